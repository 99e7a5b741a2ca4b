using DatasetKit.IO;

namespace DatasetKit.Processing;

/// <summary>The files of one run, opened and checked before anything is read, published together.</summary>
internal sealed class BuildOutputs : IDisposable
{
    private BuildOutputs(OutputFile data, RejectsWriter? rejects)
    {
        Data = data;
        Rejects = rejects;
    }

    public OutputFile Data { get; }

    /// <summary>Null when rejects are only summarised: standard output and no name for them.</summary>
    public RejectsWriter? Rejects { get; }

    public string? RejectsPath => Rejects is { Count: > 0 } ? Rejects.Output.Path : null;

    public static BuildOutputs Open(string path, IReadOnlyList<string> inputs, WriteOptions options)
    {
        var identities = FileIdentity.Of([.. inputs.Where(i => i != "-")], options.FileSystem ?? OsFileSystem.Instance);
        var opening = new OutputOptions { Force = options.Force, Inputs = identities };
        var data = OutputFile.Open(path, opening, options.FileSystem);
        try
        {
            var name = options.Rejects ?? (data.IsStream ? null : path + ".rejects.jsonl");
            return new BuildOutputs(data, name is null ? null : new RejectsWriter(OutputFile.Open(name, opening with { OnlyIfWritten = true, Others = [data.Target] }, options.FileSystem)));
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    public void WarnOfLeftovers(Run run)
    {
        foreach (var leftover in Data.Leftovers)
        {
            run.Warn(new Finding(OutputDiagnostics.Leftover, Severity.Warning, new SourceLocation(Data.Path, 0, 0, 0, 0), null, $"a run that was stopped left {leftover}; delete it if no run is writing"));
        }
    }

    /// <summary>Rejects first: whoever sees the data can see what is missing from it.</summary>
    public void Publish()
    {
        if (Rejects is null)
        {
            OutputFile.Publish(Data);
        }
        else
        {
            OutputFile.Publish(Rejects.Output, Data);
        }
    }

    public void Dispose()
    {
        Data.Dispose();
        Rejects?.Dispose();
    }
}
