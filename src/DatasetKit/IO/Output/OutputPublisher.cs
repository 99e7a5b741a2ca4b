namespace DatasetKit.IO;

/// <summary>
/// Publishes the outputs of one run: first all of them are completed and flushed to the disk, then each gets its name, in the order given
/// (rejects before data, a manifest last), then the folders are flushed. Until the first renaming nothing has changed.
/// </summary>
internal static class OutputPublisher
{
    /// <summary>Publishes. After an exception before the first renaming, every target is as it was.</summary>
    /// <exception cref="OutputException">One of the steps failed; a complete output that could not be renamed is kept and named.</exception>
    public static void Publish(ReadOnlySpan<OutputFile> outputs)
    {
        foreach (OutputFile output in outputs)
        {
            output.Complete();
        }

        Rename(outputs);
        foreach (OutputFile output in outputs)
        {
            output.RemoveStale();
        }

        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (OutputFile output in outputs)
        {
            if (!output.IsStream && folders.Add(output.Target.Folder))
            {
                output.SynchronizeFolder();
            }
        }
    }

    private static void Rename(ReadOnlySpan<OutputFile> outputs)
    {
        foreach (OutputFile output in outputs)
        {
            try
            {
                output.Rename();
            }
            catch (FileFaultException exception)
            {
                throw OutputErrors.CannotRename(output.Path, exception, KeepAll(outputs));
            }
        }
    }

    /// <summary>The work is done and may have been paid for: all of it that has no name yet stays under its temporary one.</summary>
    private static List<string> KeepAll(ReadOnlySpan<OutputFile> outputs)
    {
        var kept = new List<string>();
        foreach (OutputFile output in outputs)
        {
            if (output.Keep() is { } path)
            {
                kept.Add(path);
            }
        }

        return kept;
    }
}
