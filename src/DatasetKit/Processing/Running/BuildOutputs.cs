using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>The files of one run, opened and checked before anything is read, published together.</summary>
internal sealed class BuildOutputs : IDisposable
{
    private BuildOutputs(IReadOnlyList<OutputFile> data, RejectsWriter? rejects)
    {
        Data = data;
        Rejects = rejects;
    }

    public IReadOnlyList<OutputFile> Data { get; }

    /// <summary>Null when rejects are only summarised: standard output and no name for them.</summary>
    public RejectsWriter? Rejects { get; }

    public string? RejectsPath => Rejects is { Count: > 0 } ? Rejects.Output.Path : null;

    public static BuildOutputs Open(IReadOnlyList<string> paths, IReadOnlyList<string> inputs, WriteOptions options)
    {
        var identities = FileIdentity.Of([.. inputs.Where(i => i != "-")], options.FileSystem ?? OsFileSystem.Instance);
        var opening = new OutputOptions { Force = options.Force, Inputs = identities };
        var data = new List<OutputFile>(paths.Count);
        try
        {
            foreach (var path in paths)
            {
                data.Add(OutputFile.Open(path, opening with { Others = [.. data.Select(file => file.Target)] }, options.FileSystem));
            }

            var name = options.Rejects ?? (data[0].IsStream ? null : paths[0] + ".rejects.jsonl");
            var others = opening with { OnlyIfWritten = true, Others = [.. data.Select(file => file.Target)] };
            return new BuildOutputs(data, name is null ? null : new RejectsWriter(OutputFile.Open(name, others, options.FileSystem)));
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

    /// <summary>Rejects first: whoever sees the data can see what is missing from it.</summary>
    public void Publish() => OutputFile.Publish(Rejects is null ? [.. Data] : [Rejects.Output, .. Data]);

    public void Dispose()
    {
        foreach (var file in Data)
        {
            file.Dispose();
        }

        Rejects?.Dispose();
    }
}
