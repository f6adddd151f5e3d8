namespace Teahouse.Host;

/// <summary>Every limit of Host, with its unit and why it is what it is.</summary>
internal static class HostLimits {
    /// <summary>Characters of a server name: Matrix allows an id 255 bytes, and a handle needs some of them.</summary>
    public const int ServerNameCharsMax = 230;

    /// <summary>Bytes of a request's body where its route does not allow more: an event of 64 KiB (Matrix, "Size limits").</summary>
    public const int BodyBytesMax = 64 * 1024;

    /// <summary>Bytes of a request's first line: Matrix allows a whole filter in the query of /sync.</summary>
    public const int RequestLineBytesMax = 16 * 1024;

    /// <summary>Bytes of a request's headers, four times what browsers send.</summary>
    public const int HeadersBytesMax = 16 * 1024;

    /// <summary>Seconds until a request's headers must be there: who sends them slower holds a connection for nothing.</summary>
    public const int HeadersSeconds = 15;

    /// <summary>Seconds that a connection may lie idle: longer than most proxies keep theirs, so that they close it first.</summary>
    public const int IdleSeconds = 130;

    /// <summary>Connections at once: a few for each of some thousand people who hold a /sync.</summary>
    public const int ConnectionsMax = 20_000;

    /// <summary>Seconds that requests have to end after SIGTERM; systemd waits 90 by default.</summary>
    public const int StopSeconds = 20;

    /// <summary>Seconds that one of several servers goes on answering after SIGTERM, while /health says 503: as long as HAProxy's default three checks, two seconds apart.</summary>
    public const int DrainSeconds = 6;

    /// <summary>Milliseconds until another server must have answered a probe, and a connection to it must be open.</summary>
    public const int ProbeMilliseconds = 800;

    /// <summary>Probes that a server may miss before it is declared dead: a pause of one second kills nobody, one of three does.</summary>
    public const int MissedProbesMax = 2;

    /// <summary>Seconds between looks at who lives, where probes have not told.</summary>
    public const int MeetingSeconds = 5;

    /// <summary>Seconds that a call to another server may take: longer than a hanging one lives.</summary>
    public const int SiloAnswerSeconds = 5;

    /// <summary>PostgreSQL connections of a server for seeing who lives.</summary>
    public const int MeetingConnectionsMax = 4;

    /// <summary>Seconds that a browser keeps a file whose name carries its content's hash: a year, which HTTP takes as for ever.</summary>
    public const int ImmutableSeconds = 31_536_000;

    /// <summary>Seconds that a browser insists on TLS after one visit: two years, as hstspreload.org recommends.</summary>
    public const int TlsSeconds = 63_072_000;

    /// <summary>The power of two that a backup's passphrase is worked on (scrypt): a second and 256 MiB here, as age does it.</summary>
    public const int BackupScryptWork = 18;

    /// <summary>The highest such power that is believed of a file: sixteen times as much; more would let a file hold the machine.</summary>
    public const int BackupScryptWorkMax = 22;

    /// <summary>Bytes of an age file's header: hundreds of recipients.</summary>
    public const int BackupHeaderBytesMax = 64 * 1024;

    /// <summary>Characters of a backup's passphrase: it must hold against somebody who has the file and years.</summary>
    public const int BackupPassphraseCharsMin = 16;

    /// <summary>Bytes of a table's compressed rows that are held in memory before they go into the backup.</summary>
    public const int BackupChunkBytes = 4 * 1024 * 1024;

    /// <summary>Seconds that a health check waits for the database: less than balancers wait for the check.</summary>
    public const int HealthSeconds = 2;

    /// <summary>Seconds for which a house is not well after a write that failed: while people are refused, /health says so.</summary>
    public const int FailedCommitSeconds = 2;

    /// <summary>Bytes that must be left on the disk for the house to be well: a full write-ahead log and some files.</summary>
    public const long FreeDiskBytesMin = 256L << 20;

    /// <summary>Ours: the lowest port on which a server that is alone lets Orleans listen, on the loopback address.</summary>
    public const int SiloPortMin = 20_000;

    /// <summary>Below Linux' range for outgoing connections, which begins at 32,768: above the highest such port.</summary>
    public const int SiloPortMax = 32_000;
}
