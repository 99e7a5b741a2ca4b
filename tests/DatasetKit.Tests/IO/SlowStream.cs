namespace DatasetKit.Tests.IO.Containers;

/// <summary>A pipe that gives few bytes at a time.</summary>
internal sealed class SlowStream(byte[] bytes, int step) : MemoryStream(bytes, writable: false)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, step)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
}
