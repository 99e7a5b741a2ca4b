using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DatasetKit.Recipes.Running;

/// <summary>A number for a name, as if by chance but always the same: who is in which part does not depend on who else is there.</summary>
internal static class StableShare
{
    /// <summary>A number from 0 to below 1.</summary>
    public static double Of(string name, int seed)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{seed}\u001F{name}")));
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1L << 53));
    }
}
