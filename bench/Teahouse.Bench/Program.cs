using System.Globalization;
using Teahouse.Bench.Baselines;
using Teahouse.Bench.Codes;
using Teahouse.Bench.Measures;
using Teahouse.Bench.Pay;

/*  Ratios to baselines that run beside what is measured, in turns, in the same minutes.
    What is measured runs on core 0 with its database; the load runs on core 1. Nothing else should run on the machine.
        talk PROGRAM [--database CONNECTION] [--rounds N] [--seconds N] [--warm-up SECONDS] [--events N] [--people N] [--only messages,room,requests,growth,idle]
        pay [--database CONNECTION] [--rounds N] [--seconds N] [--warm-up SECONDS] [--accounts N] [--payers N]
        codes PROGRAM [--database CONNECTION] [--rounds N] [--warm-up SECONDS]
        bare PORT, inserts SECONDS WRITERS: the baselines, started by talk. */

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args) {
    case ["bare", var port]:
        await BareServer.Run(int.Parse(port, CultureInfo.InvariantCulture));
        break;
    case ["inserts", var seconds, var writers]:
        await Bare.Insert(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)), int.Parse(writers, CultureInfo.InvariantCulture));
        break;
    case ["talk", var program, .. var options]:
        await TalkBench.Run(program, TalkOptions.From(options));
        break;
    case ["pay", .. var options]:
        await PayBench.Run(PayOptions.From(options));
        break;
    case ["codes", var program, .. var options]:
        await CodesBench.Run(program, CodesOptions.From(options));
        break;
    default:
        Console.Error.WriteLine("bench/talk [--database CONNECTION] [--rounds N] [--seconds N] [--warm-up SECONDS] [--events N] [--people N] [--only messages,room,requests,growth,idle]");
        Console.Error.WriteLine("bench/pay [--database CONNECTION] [--rounds N] [--seconds N] [--warm-up SECONDS] [--accounts N] [--payers N]");
        Console.Error.WriteLine("bench/codes [--database CONNECTION] [--rounds N] [--warm-up SECONDS]");
        return 1;
}
return 0;
