using System.Globalization;
using System.Runtime.CompilerServices;
using DatasetKit.IO;

namespace DatasetKit.Tests.IO;

/// <summary>
/// The test program started a second time, as a small writer of outputs that can be killed, traced and starved. It acts before the test
/// runner starts, when <see cref="Switch"/> is in its environment.
/// </summary>
internal static class OutputChild
{
    public const string Switch = "DATASETKIT_TEST_CHILD";

    /// <summary>The exit code for an <see cref="OutputException"/> of kind 0; kind n is n more.</summary>
    public const int FirstFault = 20;

    private const int BlockSize = 70_000;

    public static string Program => Path.Join(AppContext.BaseDirectory, "DatasetKit.Tests");

    public static int ExitCodeOf(OutputFault fault) => FirstFault + (int)fault;

    [ModuleInitializer]
    public static void RunIfChild()
    {
        if (Environment.GetEnvironmentVariable(Switch) is not null)
        {
            Environment.Exit(Run(Environment.GetCommandLineArgs()[1..]));
        }
    }

    private static int Run(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["write", var path, var letter, var blocks, .. var inputs]:
                    Write(path, letter, blocks, inputs);
                    return 0;
                case ["forever", var path]:
                    WriteForever(path);
                    return 0;
                case ["haste", var path]:
                    OutputFile.Open(path).Write("half"u8);
                    TempFile.DeleteAll();
                    return 0;
                default:
                    return 1;
            }
        }
        catch (OutputException exception)
        {
            Console.Error.WriteLine($"{exception.Message}");
            return ExitCodeOf(exception.Kind);
        }
    }

    private static void Write(string path, string letter, string blocks, string[] inputs)
    {
        var options = new OutputOptions { Force = !char.IsUpper(letter[0]), Inputs = FileIdentity.Of(inputs, OsFileSystem.Instance) };
        using OutputFile output = OutputFile.Open(path, options);
        byte[] block = [.. Enumerable.Repeat((byte)letter[0], BlockSize)];
        for (int count = int.Parse(blocks, CultureInfo.InvariantCulture); count > 0; count--)
        {
            output.Write(block);
        }

        OutputFile.Publish(output);
    }

    /// <summary>Replaces an output over and over, with one letter at a time, to be killed at any moment of it.</summary>
    private static void WriteForever(string path)
    {
        for (int round = 0; ; round++)
        {
            Write(path, ((char)('a' + (round % 26))).ToString(), "30", []);
            if (round == 0)
            {
                Console.WriteLine("ready");
            }
        }
    }
}
