using System.Text;

namespace DatasetKit.Cli.Terminal;

/// <summary>Talk to people: UTF-8 and LF whatever the locale, and nothing breaks when nobody listens.</summary>
internal static class StandardError
{
    private static readonly Lock Gate = new();

    // Not a FileStream: that writes at an offset of its own, and so over what others wrote to the same file (2>&1, 2>>log).
    private static readonly Stream Stream = Console.OpenStandardError();

    /// <summary>Whether a person sees it.</summary>
    public static bool IsTerminal { get; } = !Console.IsErrorRedirected;

    public static void WriteLine(string line) => Write(line + "\n");

    public static void Write(string text)
    {
        lock (Gate)
        {
            try
            {
                Stream.Write(Encoding.UTF8.GetBytes(text));
                Stream.Flush();
            }
            catch (Exception fault) when (fault is IOException or ArgumentOutOfRangeException)
            {
                // Standard error is closed, or a file that may not grow (EFBIG comes as an argument); there is nowhere left to say so.
            }
        }
    }
}
