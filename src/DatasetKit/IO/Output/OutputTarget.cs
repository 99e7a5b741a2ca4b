namespace DatasetKit.IO;

/// <summary>How bytes get to an output.</summary>
internal enum OutputRoute
{
    /// <summary>Into a temporary file that takes the output's name when it is complete.</summary>
    File,

    /// <summary>Straight into a pipe or a device: what is written cannot be taken back.</summary>
    Device,

    /// <summary>Straight to standard output.</summary>
    StandardOutput,
}

/// <summary>Where an output really goes, after links, and whether it may: all that can be known before anything is read.</summary>
/// <param name="Name">The path as the caller gave it.</param>
/// <param name="Route">How bytes get there.</param>
/// <param name="Path">The full path at the end of all links.</param>
/// <param name="Existing">What is there now.</param>
internal sealed record OutputTarget(string Name, OutputRoute Route, string Path, FileStatus? Existing)
{
    /// <summary>The folder of the output.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path) ?? Path;

    /// <summary>Finds the target and refuses what must be refused.</summary>
    /// <exception cref="OutputException">The output exists, is an input, or cannot be written.</exception>
    public static OutputTarget Find(string name, OutputOptions options, IFileSystem files)
    {
        OutputTarget target = Look(name, options, files);
        foreach (OutputTarget other in options.Others)
        {
            if (target.IsOneWith(other))
            {
                throw OutputErrors.IsOutput(name, other.Name);
            }
        }

        return target;
    }

    private static OutputTarget Look(string name, OutputOptions options, IFileSystem files)
    {
        if (IsStandardOutput(name))
        {
            return new OutputTarget(name, OutputRoute.StandardOutput, name, null);
        }

        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) || System.IO.Path.EndsInDirectorySeparator(name))
        {
            throw OutputErrors.NotWritable(name, "this is not the name of a file", "give a file name");
        }

        try
        {
            return Look(name, ManagedFiles.Try(() => System.IO.Path.GetFullPath(name)), options, files);
        }
        catch (FileFaultException exception)
        {
            throw OutputErrors.CannotOpen(name, exception);
        }
    }

    /// <summary>The names that mean the handle we were started with, not a file that may be replaced.</summary>
    private static bool IsStandardOutput(string name) =>
        name == "-" || (!OperatingSystem.IsWindows() && name is "/dev/stdout" or "/dev/fd/1" or "/proc/self/fd/1");

    private static OutputTarget Look(string name, string path, OutputOptions options, IFileSystem files)
    {
        FileStatus? existing = files.Status(path);
        switch (existing?.Kind)
        {
            case FileKind.Folder:
                throw OutputErrors.NotWritable(name, "this is a folder", "give a file name in it");
            case FileKind.Pipe or FileKind.CharacterDevice:
                return new OutputTarget(name, OutputRoute.Device, path, existing);
            case FileKind.Other:
                throw OutputErrors.NotWritable(name, "this is neither a file nor a pipe", "give a file name");
        }

        var target = new OutputTarget(name, OutputRoute.File, files.ResolveLinks(path), existing);
        if (existing is { } file)
        {
            target.CheckExisting(file, options, files);
        }

        if (files.Status(target.Folder) is not { Kind: FileKind.Folder })
        {
            throw OutputErrors.NotWritable(name, $"there is no folder {Internals.DisplayPath.Of(target.Folder)}", "create it first");
        }

        return target;
    }

    /// <summary>Once more, when no other run can be writing it any longer: one may have ended since the first look.</summary>
    public void CheckAgain(OutputOptions options, IFileSystem files)
    {
        if (!options.Force && files.Status(Path) is not null)
        {
            throw OutputErrors.Exists(Name);
        }
    }

    // Devices take what comes: /dev/null may stand for both.
    private bool IsOneWith(OutputTarget other) => Route == other.Route && Route switch
    {
        OutputRoute.StandardOutput => true,
        OutputRoute.Device => Existing is { Kind: FileKind.Pipe } && Existing.Value.Identity == other.Existing?.Identity,
        _ => Path == other.Path || (Existing is { } file && file.Identity == other.Existing?.Identity),
    };

    private void CheckExisting(FileStatus file, OutputOptions options, IFileSystem files)
    {
        if (file.Identity.IsAmong(options.Inputs))
        {
            throw OutputErrors.IsInput(Name);
        }

        if (!options.Force)
        {
            throw OutputErrors.Exists(Name);
        }

        if (!files.IsWritable(Path))
        {
            throw OutputErrors.NotWritable(Name, "the file is write-protected", "choose another path, or change its permissions");
        }
    }
}
