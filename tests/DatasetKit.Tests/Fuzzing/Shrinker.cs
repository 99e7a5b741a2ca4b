namespace DatasetKit.Tests.Fuzzing;

/// <summary>Makes a finding small enough to be read: takes out pieces as long as the same thing goes wrong.</summary>
internal static class Shrinker
{
    private const int Patience = 3_000;

    /// <summary>The shortest input found.</summary>
    /// <param name="bytes">One that goes wrong.</param>
    /// <param name="isSame">Whether an input goes wrong in the same way.</param>
    public static byte[] Shrink(byte[] bytes, Func<byte[], bool> isSame)
    {
        var tries = 0;
        for (var size = Math.Max(bytes.Length / 2, 1); size >= 1 && tries < Patience; size /= 2)
        {
            for (var at = 0; at + size <= bytes.Length && tries < Patience; tries++)
            {
                byte[] less = [.. bytes[..at], .. bytes[(at + size)..]];
                if (isSame(less))
                {
                    bytes = less;
                }
                else
                {
                    at += size;
                }
            }
        }

        return bytes;
    }
}
