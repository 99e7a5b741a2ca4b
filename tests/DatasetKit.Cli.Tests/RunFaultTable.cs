namespace DatasetKit.Cli.Tests;

/// <summary>
/// The faults that a run can meet, by their numbers in the project's fault list: a script around the tool, what it must return and say, and what
/// stands at the output's path afterwards. Each script finds <c>in.csv</c> (two good records), <c>bad.csv</c> (one good, one short) and <c>big.csv</c>
/// (50,000 good ones) in an empty folder; <c>tool</c> is the tool, and <c>$TOOL</c> where a program is wanted.
/// </summary>
internal static class RunFaultTable
{
    private const string Old = "printf old >out.jsonl; ";
    private const string Convert = "tool convert in.csv --to alpaca -o out.jsonl";
    private const string Trace = "strace -f -o /dev/null";
    private const string Traced = "dotnet \"$TOOL\" convert in.csv --to alpaca -o out.jsonl";

    /// <summary>Starts a run over a pipe that stays open, waits until it has begun to write, and leaves its process id in <c>$run</c>.</summary>
    private const string Running =
        "mkfifo pipe.csv; dotnet \"$TOOL\" convert pipe.csv --to alpaca -o out.jsonl --force 2>said & run=$!; exec 3>pipe.csv; cat big.csv >&3; " +
        "until ls .out.jsonl.*.tmp >/dev/null 2>&1; do sleep 0.05; done; ";

    /// <summary>Runs the tool into a reader that takes one byte, does something to the input, and then takes the rest.</summary>
    private const string While = "{ tool convert big.csv --to alpaca; echo $? >code; } | { head -c 1 >/dev/null; ";

    private const string Rest = "; cat >/dev/null; }; exit $(cat code)";

    /// <summary>What nothing here can provoke; not counted as passed.</summary>
    public static IReadOnlyList<(int Number, string What, string Reason)> Unprovoked { get; } =
    [
        (89, "power loss", "no test can cut the power; that file and folder are flushed, and in which order, is held by OutputFaultTests"),
        (93, "a disk that takes upper and lower case for the same", "there is none here; the identity of the file decides, not its name"),
        (98, "zip-slip", "no archive with names in it is read; a zip file is refused (fault 38)"),
        (100, "10^8 rows", "they take minutes; a million of each container, 200 MB, are rows of this table, under a memory limit of 64 MB"),
        (104, "a clock that jumps", "no output holds a time, and no time is asked for while records are read"),
        (107, "a machine with one core", "the runtime is told that there is one"),
        (108, "translated line ends and reserved names on Windows", "these tests have run on Linux only"),
    ];

    public static IReadOnlyList<Row> Rows { get; } =
    [
        new(85, Old + "export DOTNET_EnableWriteXorExecute=0; ulimit -f 500; tool convert big.csv --to alpaca -o out.jsonl --force", 4, "out.jsonl: error DK9315: the disk is full", "old"),
        new(85, "unshare -m sh -c 'mkdir disk && mount -t tmpfs -o size=1m none disk || exit 77; printf old >disk/out.jsonl; dotnet \"$TOOL\" convert big.csv --to alpaca -o disk/out.jsonl --force; code=$?; ls -A disk >left; cp disk/out.jsonl .; [ \"$(cat left)\" = out.jsonl ] && exit $code'", 4, "DK9315", "old") { Needs = "unshare" },
        new(85, "tool convert in.csv --to alpaca >/dev/full", 4, "standard output: error DK9315", null),
        new(86, "tool convert bad.csv --to alpaca -o out.jsonl --rejects /dev/full", 4, "/dev/full: error DK9315", null),
        new(87, Old + Trace + " -e trace=fsync -e inject=fsync:error=EIO " + Traced + " --force", 4, "out.jsonl: error DK9316: writing failed: Input/output error", "old") { Needs = "strace" },
        new(88, Trace + " -e trace=rename,renameat,renameat2 -e inject=rename,renameat,renameat2:error=EIO " + Traced, 4, "the complete output is kept in", null) { Needs = "strace" },
        new(88, Trace + " -e trace=rename,renameat,renameat2 -e inject=rename,renameat,renameat2:error=EXDEV " + Traced, 4, "the complete output is kept in", null) { Needs = "strace" },
        new(88, Trace + " -e trace=rename,renameat,renameat2 -e inject=rename,renameat,renameat2:error=EACCES " + Traced, 4, "the complete output is kept in", null) { Needs = "strace" },
        new(89, Old + Running + "kill -9 $run; wait $run; exit $?", 137, null, "old"),
        new(89, Old + Running + "kill -9 $run; wait $run; exec 3>&-; " + Convert + " --force", 0, "left", Row.Whole),
        new(90, Old + Running + "kill -TERM $run; wait $run; code=$?; cat said >&2; exit $code", 143, "nothing was published", "old"),
        new(90, Old + Running + "kill -TERM $run; kill -TERM $run; wait $run; exit $?", 143, null, "old"),
        new(91, "mkfifo never.csv; tool convert never.csv --to alpaca -o missing/out.jsonl", 4, "missing/out.jsonl: error DK9313", null),
        new(91, "mkfifo never.csv; tool convert never.csv --to alpaca -o /sys/kernel/out.jsonl", 4, "/sys/kernel/out.jsonl: error DK9313", null),
        new(92, Old + Convert, 2, "out.jsonl: error DK9311", "old"),
        new(92, Old + Convert + " --force", 0, "2 read = 2 written", Row.Whole),
        new(93, "tool convert in.csv --to alpaca -o in.csv --force", 2, "in.csv: error DK9312", null),
        new(93, "ln -s in.csv out.jsonl; " + Convert + " --force; code=$?; rm out.jsonl; exit $code", 2, "out.jsonl: error DK9312", null),
        new(93, "ln in.csv out.jsonl; " + Convert + " --force; code=$?; rm out.jsonl; exit $code", 2, "out.jsonl: error DK9312", null),
        new(93, "tool convert in.csv --to alpaca >>in.csv", 2, "DK9312", null),
        new(94, While + "echo x,y >>big.csv" + Rest, 3, "big.csv: error DK9303: the input changed", null),
        new(94, While + ": >big.csv" + Rest, 3, "big.csv: error DK9303", null),
        new(94, While + "cp -p big.csv other; mv other big.csv" + Rest, 3, "big.csv: error DK9303: the input was replaced", null),
        new(94, While + "rm big.csv" + Rest, 3, "big.csv: error DK9303: the input was removed", null),
        new(94, "{ tool convert - --to alpaca <big.csv; echo $? >code; } | { head -c 1 >/dev/null; echo x,y >>big.csv" + Rest, 3, "-: error DK9303: the input changed", null),
        new(95, "ln -s real.jsonl out.jsonl; " + Convert + "; test -L out.jsonl", 0, null, Row.Whole),
        new(95, "mkfifo pipe; cat pipe >out.jsonl & tool convert in.csv --to alpaca -o pipe; wait; test -p pipe", 0, null, Row.Whole),
        new(95, "mkdir folder; tool convert in.csv --to alpaca -o folder", 4, "folder: error DK9313: this is a folder", null),
        new(95, "tool convert in.csv --to alpaca -o /dev/stdout >out.jsonl", 0, null, Row.Whole),
        new(96, "{ tool convert big.csv --to alpaca; echo $? >code; } | head -n 1 >/dev/null; exit $(cat code)", 141, null, null) { IsSilent = true },
        new(97, "head -c 200000000 /dev/zero | tr '\\0' ' ' | gzip >bomb.jsonl.gz; tool convert bomb.jsonl.gz --to alpaca -o out.jsonl", 3, "bomb.jsonl.gz: error DK9305", null) { Needs = "gzip" },
        new(97, "printf '(\\265/\\375' >in.jsonl; tool convert in.jsonl --to alpaca -o out.jsonl", 3, "in.jsonl: error DK9205: this is a Zstandard file", null),
        new(98, "gzip -c big.csv | head -c 5000 >cut.csv.gz; tool convert cut.csv.gz --to alpaca -o out.jsonl", 3, "cut.csv.gz: error DK9304", null) { Needs = "gzip" },
        new(98, "gzip in.csv; printf XXXX | dd of=in.csv.gz bs=1 seek=$(($(wc -c <in.csv.gz) - 8)) conv=notrunc 2>/dev/null; tool convert in.csv.gz --to alpaca -o out.jsonl", 3, "in.csv.gz: error DK9304", null) { Needs = "gzip" },
        new(98, "printf 'instruction,output\\na,b\\n' | gzip >two.csv.gz; printf 'c,d\\n' | gzip >>two.csv.gz; tool convert two.csv.gz --to alpaca -o out.jsonl", 0, "2 read = 2 written", Row.Whole) { Needs = "gzip" },
        new(99, "{ printf 'instruction,output\\na,b\\n'; sleep 1; printf 'c,'; sleep 1; printf 'd\\n'; } | tool convert - --to alpaca -o out.jsonl", 0, "2 read = 2 written", Row.Whole),
        new(99, "tool convert - --to alpaca -o out.jsonl <&-", 3, "-: error DK9302: standard input is closed", null),
        new(99, "tool convert - --to alpaca -o out.jsonl </dev/null", 3, "-: error DK9012", null),
        new(99, "{ cat in.csv; sleep 2; printf '\\004'; sleep 1; printf '\\004'; } | script -qec 'dotnet \"$TOOL\" convert - --to alpaca -o out.jsonl' /dev/null | tr -d '\\r' >&2", 0, "reading records from the terminal", Row.Whole) { Needs = "script" },
        new(99, "{ read line; tool convert - --to alpaca -o out.jsonl; } <<'END'\nnothing\ninstruction,output\na,b\nc,d\nEND\n", 0, "2 read = 2 written", Row.Whole),
        new(100, "{ echo instruction,output; yes a,$(printf '%0200d' 7) | head -n 1000000; } | DOTNET_GCHeapHardLimit=0x4000000 tool convert - --to alpaca >/dev/null", 0, "1,000,000 read = 1,000,000 written", null),
        new(100, "yes '{\"instruction\":\"a question\",\"output\":\"'$(printf '%0200d' 7)'\"}' | head -n 1000000 | DOTNET_GCHeapHardLimit=0x4000000 tool convert - --to alpaca >/dev/null", 0, "1,000,000 read = 1,000,000 written", null),
        new(100, "{ printf '['; yes '{\"instruction\":\"a question\",\"output\":\"'$(printf '%0200d' 7)'\"},' | head -n 1000000; printf '{\"instruction\":\"a\",\"output\":\"b\"}]'; } | DOTNET_GCHeapHardLimit=0x4000000 tool convert - --to alpaca >/dev/null", 0, "1,000,001 read = 1,000,001 written", null),
        new(101, "mkdir many; for n in $(seq 300); do cp in.csv many/$n.csv; done; ulimit -n 120; tool convert 'many/*.csv' --to alpaca -o many.jsonl", 0, "600 read = 600 written", null),
        new(102, "mkdir d; printf 'instruction,output\\na,b\\n' >d/Z.csv; printf 'instruction,output\\nc,d\\n' >d/a.csv; tool convert 'd/*.csv' --to alpaca -o out.jsonl", 0, null, Row.Whole),
        new(102, "name=$(printf 'new\\nline.csv'); cp bad.csv \"$name\"; tool convert \"$name\" --to alpaca", 1, "\"new\\nline.csv\":3:2: error DK9002", null),
        new(102, "cp in.csv ./-x.csv; tool convert --to alpaca -o out.jsonl -- -x.csv", 0, null, Row.Whole),
        new(102, "cp in.csv \"$(printf 'n\\377.csv')\"; tool convert 'n*.csv' --to alpaca -o out.jsonl; code=$?; rm n*; exit $code", 3, "DK9301: there is no file of this name; if its real name is not UTF-8, rename it", null),
        new(103, "LANG=C LC_ALL=C " + Convert, 0, null, Row.Whole),
        new(103, "LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 " + Convert, 0, "2 read = 2 written", Row.Whole),
        new(103, "LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 " + Convert, 0, null, Row.Whole),
        new(104, "touch -d @0 in.csv; TZ=Pacific/Kiritimati SOURCE_DATE_EPOCH=0 " + Convert, 0, null, Row.Whole),
        new(104, "TZ=UTC tool convert in.csv --to alpaca -o one.jsonl.gz; touch in.csv; sleep 1; TZ=Pacific/Pago_Pago tool convert in.csv --to alpaca -o two.jsonl.gz; cmp one.jsonl.gz two.jsonl.gz", 0, null, null),
        new(105, Old + Running + Convert + " --force; code=$?; kill $run; wait $run; exit $code", 4, "out.jsonl: error DK9314", "old"),
        new(106, "cp in.csv closed.csv; chmod 000 closed.csv; chmod 777 .; setpriv --reuid 65534 --clear-groups dotnet \"$TOOL\" convert in.csv closed.csv --to alpaca -o out.jsonl", 3, "closed.csv: error DK9302", null) { Needs = "setpriv" },
        new(106, "mkdir closed.csv; tool convert in.csv closed.csv --to alpaca -o out.jsonl", 3, "closed.csv: error DK9302: this is a folder", null),
        new(107, "unset HOME; TMPDIR=/sys DOTNET_PROCESSOR_COUNT=1 DOTNET_GCHeapHardLimit=0x4000000 tool convert big.csv --to alpaca -o big.jsonl", 0, "50,000 read = 50,000 written", null),
        new(108, "printf 'instruction,output\\r\\na,b\\r\\nc,d\\r\\n' >crlf.csv; tool convert crlf.csv --to alpaca -o out.jsonl", 0, null, Row.Whole),
        new(108, "deep=$(printf 'd%.0s' $(seq 200)); mkdir -p $deep/$deep; cp in.csv $deep/$deep/in.csv; tool convert $deep/$deep/in.csv --to alpaca -o $deep/$deep/out.jsonl && cp $deep/$deep/out.jsonl .", 0, null, Row.Whole),
    ];

    /// <param name="Number">Its number in the list.</param>
    /// <param name="Script">What is run; 77 as exit says that it cannot be.</param>
    /// <param name="Exit">What the script must return, which is what the tool returned.</param>
    /// <param name="Says">What stands in one line on standard error; null when nothing is asked.</param>
    /// <param name="Output">What <c>out.jsonl</c> holds afterwards; null when there is none.</param>
    internal sealed record Row(int Number, string Script, int Exit, string? Says, string? Output)
    {
        /// <summary>What becomes of <c>in.csv</c>.</summary>
        public const string Whole = "{\"instruction\":\"a\",\"input\":\"\",\"output\":\"b\"}\n{\"instruction\":\"c\",\"input\":\"\",\"output\":\"d\"}\n";

        /// <summary>A program without which it cannot be provoked.</summary>
        public string? Needs { get; init; }

        /// <summary>Whether nothing at all is said.</summary>
        public bool IsSilent { get; init; }
    }
}
