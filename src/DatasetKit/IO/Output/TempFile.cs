using System.Security.Cryptography;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace DatasetKit.IO;

/// <summary>
/// The file <c>.name.RANDOM.tmp</c> beside an output, in which it is made. While it is open it is held (by a lock that ends with the process),
/// and so it is also what tells a second run that the output is being written: no lock file can be left behind.
/// </summary>
internal sealed class TempFile
{
    private const string Suffix = ".tmp";
    private const int RandomLength = 8;

    // The usual limit of a name in bytes, less the dots, the random part and the suffix.
    private const int LongestStem = 255 - 2 - RandomLength - 4;

    private const int Attempts = 6;

    private TempFile(string path, SafeFileHandle handle, IReadOnlyList<string> leftovers)
    {
        Path = path;
        Handle = handle;
        Leftovers = leftovers;
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The open file.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>The temporary files that runs left which were stopped.</summary>
    public IReadOnlyList<string> Leftovers { get; }

    /// <summary>Creates the file, or refuses because another run has one.</summary>
    public static TempFile Create(OutputTarget target, IFileSystem files)
    {
        for (int attempt = 1; ; attempt++)
        {
            // The usual case of a second run ends here, without a new file and without waiting.
            List<string> leftovers = Others(target, files, "", out string? held);
            if (held is not null)
            {
                throw OutputErrors.Locked(target.Name, held);
            }

            string path = System.IO.Path.Join(target.Folder, Prefix(target) + RandomNumberGenerator.GetHexString(RandomLength, lowercase: true) + Suffix);
            SafeFileHandle handle = files.Create(path, target.Existing);
            try
            {
                // Of two runs that came this far at once, the later look sees both files, so never both go on.
                leftovers = Others(target, files, path, out held);
                if (held is null)
                {
                    return new TempFile(path, handle, leftovers);
                }
            }
            catch
            {
                Remove(path, handle, files);
                throw;
            }

            Remove(path, handle, files);
            if (attempt == Attempts)
            {
                throw OutputErrors.Locked(target.Name, held);
            }

            // Both may have stepped back; the waits differ, so one of them finds the place free.
            Thread.Sleep(RandomNumberGenerator.GetInt32(1, 10 * attempt));
        }
    }

    private static void Remove(string path, SafeFileHandle handle, IFileSystem files)
    {
        try
        {
            files.Close(handle);
        }
        finally
        {
            files.Delete(path);
        }
    }

    private static List<string> Others(OutputTarget target, IFileSystem files, string own, out string? held)
    {
        held = null;
        var leftovers = new List<string>();
        string prefix = Prefix(target);
        foreach (string path in ListOrNothing(target.Folder, prefix, files))
        {
            // Of exactly this form: the temporary file of "a.jsonl.rejects" starts with that of "a.jsonl".
            if (System.IO.Path.GetFileName(path).Length != prefix.Length + RandomLength + Suffix.Length || path == own)
            {
                continue;
            }

            if (files.IsHeld(path))
            {
                held = path;
            }
            else
            {
                leftovers.Add(path);
            }
        }

        return leftovers;
    }

    private static IReadOnlyList<string> ListOrNothing(string folder, string prefix, IFileSystem files)
    {
        try
        {
            return files.List(folder, prefix, Suffix);
        }
        catch (Exception exception) when (OutputFile.IsFault(exception))
        {
            // A folder may be writable and not readable.
            return [];
        }
    }

    private static string Prefix(OutputTarget target)
    {
        string stem = System.IO.Path.GetFileName(target.Path);
        while (Encoding.UTF8.GetByteCount(stem) > LongestStem)
        {
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        }

        return $".{stem}.";
    }
}
