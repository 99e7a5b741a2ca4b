using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>The files of one run, opened and checked before anything is read, published together.</summary>
internal sealed class BuildOutputs : IDisposable
{
    private BuildOutputs(IReadOnlyList<OutputFile> data, RejectsWriter? rejects, DroppedWriter? dropped)
    {
        Data = data;
        Rejects = rejects;
        Dropped = dropped;
    }

    public IReadOnlyList<OutputFile> Data { get; }

    /// <summary>Null when rejects are only summarised: standard output and no name for them.</summary>
    public RejectsWriter? Rejects { get; }

    /// <summary>Null when nobody wants the records that were left out on purpose.</summary>
    public DroppedWriter? Dropped { get; }

    public string? RejectsPath => Rejects is { Count: > 0 } ? Rejects.Output.Path : null;

    public static BuildOutputs Open(IReadOnlyList<string> paths, IReadOnlyList<string> inputs, WriteOptions options)
    {
        var identities = FileIdentity.Of([.. inputs.Where(i => i != "-")], options.FileSystem ?? OsFileSystem.Instance);
        var opening = new OutputOptions { Force = options.Force, Inputs = identities };
        var data = new List<OutputFile>(paths.Count);
        try
        {
            foreach (var output in paths)
            {
                data.Add(OutputFile.Open(output, opening with { Others = [.. data.Select(file => file.Target)] }, options.FileSystem));
            }

            var name = options.Rejects ?? (data[0].IsStream ? null : paths[0] + ".rejects.jsonl");
            var others = opening with { OnlyIfWritten = true, Others = [.. data.Select(file => file.Target)] };
            var dropped = options.Dropped is { } path ? new DroppedWriter(OutputFile.Open(path, others, options.FileSystem)) : null;
            return new BuildOutputs(data, name is null ? null : new RejectsWriter(OutputFile.Open(name, others, options.FileSystem)), dropped);
        }
        catch
        {
            data.ForEach(file => file.Dispose());
            throw;
        }
    }

    public void WarnOfLeftovers(Run run)
    {
        foreach (var file in Data)
        {
            foreach (var leftover in file.Leftovers)
            {
                run.Warn(new Finding(OutputDiagnostics.Leftover, Severity.Warning, new SourceLocation(file.Path, 0, 0, 0, 0), null, $"a run that was stopped left {leftover}; delete it if no run is writing"));
            }
        }
    }

    /// <summary>Publishes those of the data that are wanted. Rejects first: whoever sees the data can see what is missing from it.</summary>
    public void Publish(IReadOnlyList<OutputFile> data) =>
        OutputFile.Publish([.. Rejects is null ? [] : (OutputFile[])[Rejects.Output], .. Dropped is null ? [] : (OutputFile[])[Dropped.Output], .. data]);

    public void Dispose()
    {
        foreach (var file in Data)
        {
            file.Dispose();
        }

        Rejects?.Dispose();
        Dropped?.Dispose();
    }
}
