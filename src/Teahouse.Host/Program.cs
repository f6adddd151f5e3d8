using Teahouse.Host.CommandLine;

return await TeahouseCommand.Run(args);
