using System.Diagnostics;
using System.Text;
using DatasetKit.Templates.Jinja;

namespace DatasetKit.Tests.Templates.Jinja;

/// <summary>Python's jinja2 in a process of its own that answers line by line.</summary>
internal sealed class PythonJinja : IDisposable
{
    private readonly Process _process;

    private PythonJinja(Process process) => _process = process;

    /// <summary>Starts it; skips the test where there is no Python or no jinja2 3.1.6.</summary>
    internal static PythonJinja Start()
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "Templates", "Jinja", "Fixtures", "reference.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        start.Environment["PYTHONHASHSEED"] = "0";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("python3 is not here");
            throw;
        }

        var python = new PythonJinja(process);
        var version = python.Read();
        Assert.SkipWhen(version?.TryGet("version", out var number) != true || number.Text != "3.1.6", "python3 has no jinja2 3.1.6");
        return python;
    }

    /// <summary>Renders a case: the object that reference.py answers with.</summary>
    internal PyDict Render(string caseJson)
    {
        _process.StandardInput.Write(caseJson + "\n");
        _process.StandardInput.Flush();
        return Read() ?? throw new InvalidOperationException($"reference.py ended: {_process.StandardError.ReadToEnd()}");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private PyDict? Read() => _process.StandardOutput.ReadLine() is { } line ? (PyDict)JsonReader.Read(line).Ref! : null;
}
