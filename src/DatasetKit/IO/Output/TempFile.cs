using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace DatasetKit.IO;

/// <summary>
/// The file <c>.name.RANDOM.tmp</c> beside an output, in which it is made. It is held (by a lock that ends with the process) until it has
/// its name, and so it is also what tells a second run that the output is being written: no lock file can be left behind.
/// </summary>
internal sealed class TempFile
{
    private const int Attempts = 6;

    private static readonly ConcurrentDictionary<string, TempFile> Live = new(StringComparer.Ordinal);

    private readonly IFileSystem _files;
    private readonly SafeFileHandle? _hold;

    private TempFile(string path, OutputTarget target, IFileSystem files)
    {
        Path = path;
        _files = files;
        Handle = files.Create(path, target.Existing);
        Live[path] = this;
        try
        {
            _hold = files.Hold(path);
        }
        catch
        {
            Discard();
            throw;
        }
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The open file.</summary>
    public SafeFileHandle Handle { get; }

    /// <summary>The temporary files of runs that were stopped.</summary>
    public IReadOnlyList<string> Leftovers { get; private set; } = [];

    /// <summary>Creates the file, or refuses because another run has one.</summary>
    /// <exception cref="OutputException">The output is being written by another run, or has just been.</exception>
    public static TempFile Create(OutputTarget target, OutputOptions options, IFileSystem files)
    {
        for (int attempt = 1; ; attempt++)
        {
            // The usual case of a second run ends here, without a new file and without waiting.
            if (TempFiles.Beside(target, files).Held is { } running)
            {
                throw OutputErrors.Locked(target.Name, running);
            }

            var file = new TempFile(TempFiles.NewPath(target), target, files);
            try
            {
                // Of two runs that came this far at once, the later look sees both files, so never both go on.
                TempFiles others = TempFiles.Beside(target, files, except: file.Path);
                if (others.Held is null)
                {
                    file.Leftovers = others.Leftovers;
                    target.CheckAgain(options, files);
                    return file;
                }

                if (attempt == Attempts)
                {
                    throw OutputErrors.Locked(target.Name, others.Held);
                }
            }
            catch
            {
                file.Discard();
                throw;
            }

            // Both may have stepped back; the waits differ, so one of them finds the place free.
            file.Discard();
            Thread.Sleep(1 + (Guid.NewGuid().GetHashCode() & 7) * attempt);
        }
    }

    /// <summary>
    /// Deletes all temporary files of this process, for an exit that cannot wait for the outputs to be disposed. Never throws.
    /// Nothing can be published afterwards.
    /// </summary>
    public static void DeleteAll()
    {
        foreach (TempFile file in Live.Values)
        {
            file.Discard();
        }
    }

    /// <summary>Gives the complete file its name.</summary>
    public void Rename(string name, bool replace)
    {
        _files.Rename(Path, name, replace);
        LetGo();
    }

    /// <summary>Deletes the file.</summary>
    public void Delete()
    {
        try
        {
            _files.Delete(Path);
        }
        finally
        {
            LetGo();
        }
    }

    /// <summary>Leaves the file where it is.</summary>
    public void LetGo()
    {
        if (Live.TryRemove(Path, out _) && _hold is not null)
        {
            _files.Release(_hold);
        }
    }

    /// <summary>Closes and deletes the file as far as that is possible. Never throws: the next run reports what stays behind.</summary>
    public void Discard()
    {
        try
        {
            _files.Close(Handle);
        }
        catch (FileFaultException)
        {
        }

        try
        {
            Delete();
        }
        catch (FileFaultException)
        {
        }
    }
}
