using System.Runtime.InteropServices;

namespace DatasetKit.IO;

/// <summary>Asks Unix about a file and reads the answer field by field, by the offsets of the C structures.</summary>
internal static unsafe class UnixStatus
{
    // Linux: struct statx is 256 bytes (include/uapi/linux/stat.h). macOS: struct stat is 144 bytes (sys/stat.h, 64-bit inodes).
    private const int Room = 256;

    /// <summary>Linux's <c>AT_EMPTY_PATH</c>: the descriptor itself.</summary>
    private const int DescriptorItself = 0x1000;

    /// <summary>Linux's <c>STATX_BASIC_STATS</c>.</summary>
    private const uint Basics = 0x7FF;

    private static readonly bool Intel = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>The status of a path, links followed; null when nothing is there.</summary>
    public static FileStatus? Of(string path)
    {
        byte* answer = stackalloc byte[Room];
        int result = OperatingSystem.IsLinux() ? LibC.StatusLinux(LibC.WorkingFolder, path, 0, Basics, answer)
            : Intel ? LibC.StatusMacIntel(path, answer)
            : LibC.StatusMac(path, answer);
        if (result == 0)
        {
            return Read(new ReadOnlySpan<byte>(answer, Room));
        }

        return Marshal.GetLastPInvokeError() is UnixError.Missing or UnixError.NotAFolder ? null : throw UnixError.Last();
    }

    /// <summary>The status of an open file; null when the descriptor is closed.</summary>
    public static FileStatus? Of(int descriptor)
    {
        byte* answer = stackalloc byte[Room];
        int result = OperatingSystem.IsLinux() ? LibC.StatusLinux(descriptor, "", DescriptorItself, Basics, answer)
            : Intel ? LibC.HandleStatusMacIntel(descriptor, answer)
            : LibC.HandleStatusMac(descriptor, answer);
        return result == 0 ? Read(new ReadOnlySpan<byte>(answer, Room)) : null;
    }

    private static FileStatus Read(ReadOnlySpan<byte> answer) => OperatingSystem.IsLinux() ? ReadLinux(answer) : ReadMac(answer);

    private static FileStatus ReadLinux(ReadOnlySpan<byte> answer)
    {
        int mode = BitConverter.ToUInt16(answer[28..]);
        ulong device = ((ulong)BitConverter.ToUInt32(answer[136..]) << 32) | BitConverter.ToUInt32(answer[140..]);
        return new FileStatus(
            FileStatus.KindOf(mode),
            new FileIdentity(device, BitConverter.ToUInt64(answer[32..])),
            BitConverter.ToInt64(answer[40..]),
            Nanoseconds(BitConverter.ToInt64(answer[112..]), BitConverter.ToUInt32(answer[120..])),
            FileStatus.PermissionsOf(mode),
            BitConverter.ToUInt32(answer[20..]),
            BitConverter.ToUInt32(answer[24..]));
    }

    private static FileStatus ReadMac(ReadOnlySpan<byte> answer)
    {
        int mode = BitConverter.ToUInt16(answer[4..]);
        return new FileStatus(
            FileStatus.KindOf(mode),
            new FileIdentity(BitConverter.ToUInt32(answer), BitConverter.ToUInt64(answer[8..])),
            BitConverter.ToInt64(answer[96..]),
            Nanoseconds(BitConverter.ToInt64(answer[48..]), BitConverter.ToInt64(answer[56..])),
            FileStatus.PermissionsOf(mode),
            BitConverter.ToUInt32(answer[16..]),
            BitConverter.ToUInt32(answer[20..]));
    }

    // Only ever compared, so a date beyond the year 2262 may wrap.
    private static long Nanoseconds(long seconds, long rest) => unchecked((seconds * 1_000_000_000) + rest);
}
