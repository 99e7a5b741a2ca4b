using System.Text;
using DatasetKit.IO;

namespace DatasetKit.Cli.Terminal;

/// <summary>Reports on standard output, through the same file as data: a full disk or a closed pipe is noticed.</summary>
internal static class StandardOutput
{
    /// <summary>Whether a person sees it.</summary>
    public static bool IsTerminal { get; } = !Console.IsOutputRedirected;

    /// <summary>Whether that person wants colours and the terminal has them. Source: no-color.org.</summary>
    public static bool HasColours => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>How many characters a line of the terminal has; 80 where there is none.</summary>
    public static int Columns => IsTerminal && Console.WindowWidth is > 0 and var columns ? columns : 80;

    /// <exception cref="OutputException">The reader closed the pipe, or the disk is full.</exception>
    public static void Write(string text)
    {
        using var output = OutputFile.Open("-");
        output.Write(Encoding.UTF8.GetBytes(text));
        OutputFile.Publish(output);
    }
}
