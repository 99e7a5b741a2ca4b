namespace DatasetKit.IO;

internal sealed partial class OutputFile
{
    /// <summary>First step of publishing: all bytes are on the disk, under the temporary name.</summary>
    internal void Complete()
    {
        ThrowUnlessOpen();
        try
        {
            if (_temp is not null && _options.OnlyIfWritten && BytesWritten == 0)
            {
                _files.Close(_handle);
                _temp.Delete();
                _state = State.Skipped;
                return;
            }

            _gzip?.Finish();
            _sink.Flush();
            Sha256 = _sink.HashAndReset();
            if (_temp is not null || _files.Status(_handle) is { Kind: FileKind.Regular })
            {
                _files.Synchronize(_handle);
            }

            _files.Close(_handle);
            _state = _temp is null ? State.Done : State.Complete;
        }
        catch (FileFaultException exception)
        {
            throw Fail(exception);
        }
    }

    /// <summary>Second step: the name.</summary>
    /// <exception cref="FileFaultException">The temporary file could not be renamed; it is there still.</exception>
    internal void Rename()
    {
        if (_state == State.Complete)
        {
            _temp!.Rename(Target.Path, _options.Force);
            _state = State.Done;
        }
    }

    /// <summary>Third step: the file of an earlier run goes when this run had nothing to write.</summary>
    internal void RemoveStale()
    {
        if (_state != State.Skipped)
        {
            return;
        }

        _state = State.Done;
        if (Target.Existing is null)
        {
            return;
        }

        try
        {
            _files.Delete(Target.Path);
        }
        catch (FileFaultException exception)
        {
            throw _failure = OutputErrors.CannotWrite(Path, exception, isStream: false);
        }
    }

    /// <summary>Last step: the name is on the disk too.</summary>
    internal void SynchronizeFolder()
    {
        try
        {
            _files.SynchronizeFolder(Target.Folder);
        }
        catch (FileFaultException exception)
        {
            throw _failure = OutputErrors.NotDurable(Path, exception);
        }
    }

    /// <summary>Instead of the second step: leaves the complete temporary file where it is and says where; null when there is none.</summary>
    internal string? Keep()
    {
        if (_state != State.Complete)
        {
            return null;
        }

        _temp!.LetGo();
        _state = State.Done;
        return _temp.Path;
    }
}
