using DatasetKit.IO;
using Microsoft.Win32.SafeHandles;

namespace DatasetKit.Tests.IO;

/// <summary>The real file system, whose n-th operation fails; optionally every later one of the same kind too.</summary>
internal sealed class FaultyFileSystem(int failAt, FileFault fault = FileFault.Other, bool forGood = false) : IFileSystem
{
    private readonly IFileSystem _real = OsFileSystem.Instance;
    private readonly List<string> _operations = [];

    /// <summary>The operations so far, by name.</summary>
    public IReadOnlyList<string> Operations => _operations;

    /// <summary>The name of the operation that failed; null when none did.</summary>
    public string? Failed { get; private set; }

    /// <summary>Whether nothing happens any more from the failing operation on, as after a kill: no tidying up either.</summary>
    public bool IsKilled { get; init; }

    /// <summary>Names an operation that fails whenever it is called.</summary>
    public string? AlwaysFailing { get; init; }

    public FileStatus? Status(string path) => Fails("status") ? throw Fault() : _real.Status(path);

    public FileStatus? StandardInput() => Fails("status") ? throw Fault() : _real.StandardInput();

    public FileStatus? Status(SafeFileHandle file) => Fails("status") ? throw Fault() : _real.Status(file);

    public string ResolveLinks(string path) => Fails("resolve") ? throw Fault() : _real.ResolveLinks(path);

    public bool IsWritable(string path) => Fails("access") ? throw Fault() : _real.IsWritable(path);

    public IReadOnlyList<string> List(string folder, string prefix, string suffix) => Fails("list") ? throw Fault() : _real.List(folder, prefix, suffix);

    public SafeFileHandle? Hold(string path) => Fails("hold") ? throw Fault() : _real.Hold(path);

    public void Release(SafeFileHandle hold) => _real.Release(hold);

    public bool IsHeld(string path) => Fails("held") ? throw Fault() : _real.IsHeld(path);

    public SafeFileHandle Create(string path, FileStatus? like) => Fails("create") ? throw Fault() : _real.Create(path, like);

    public SafeFileHandle OpenDevice(string path) => Fails("open") ? throw Fault() : _real.OpenDevice(path);

    public SafeFileHandle OpenStandardOutput() => Fails("open") ? throw Fault() : _real.OpenStandardOutput();

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long position)
    {
        if (Fails("write"))
        {
            // A disk that fills up takes what it still can.
            _real.Write(file, bytes[..(bytes.Length / 2)], position);
            throw Fault();
        }

        _real.Write(file, bytes, position);
    }

    public void Synchronize(SafeFileHandle file)
    {
        if (Fails("fsync"))
        {
            throw Fault();
        }

        _real.Synchronize(file);
    }

    public void Close(SafeFileHandle file)
    {
        bool fails = Fails("close");

        // The descriptor is gone even when close reports a failure.
        _real.Close(file);
        if (fails)
        {
            throw Fault();
        }
    }

    public void Rename(string from, string to, bool replace)
    {
        if (Fails("rename"))
        {
            throw Fault();
        }

        _real.Rename(from, to, replace);
    }

    public void Delete(string path)
    {
        if (Fails("delete"))
        {
            throw Fault();
        }

        _real.Delete(path);
    }

    public void SynchronizeFolder(string folder)
    {
        if (Fails("fsync folder"))
        {
            throw Fault();
        }

        _real.SynchronizeFolder(folder);
    }

    private bool Fails(string operation)
    {
        _operations.Add(operation);
        bool fails = _operations.Count == failAt || operation == AlwaysFailing || (forGood && operation == Failed) || (IsKilled && Failed is not null);
        if (fails)
        {
            Failed ??= operation;
        }

        return fails;
    }

    private FileFaultException Fault() => new(fault, $"injected {fault}");
}
