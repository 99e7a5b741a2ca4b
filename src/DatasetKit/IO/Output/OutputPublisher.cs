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
        try
        {
            foreach (OutputFile output in outputs)
            {
                output.Rename();
            }
        }
        catch (OutputException)
        {
            // The work is done and may have been paid for: keep all of it that has no name yet.
            foreach (OutputFile output in outputs)
            {
                output.Keep();
            }

            throw;
        }
    }
}
