using System.Text;

namespace DatasetKit.Tokenization;

/// <summary>
/// Where a text may be cut whose tokenizer cuts nothing, so that all of it is one piece: between two characters that stand side by side in no token.
/// Looks at letters before a space, which such a tokenizer turns into a visible mark, and at Chinese characters and their punctuation.
/// </summary>
internal sealed class JointCuts
{
    private readonly Joints _joints;
    private readonly byte[] _space;

    private JointCuts(Joints joints, byte[] space)
    {
        _joints = joints;
        _space = space;
    }

    /// <summary>Makes one, or null when a cut might show.</summary>
    internal static JointCuts? Of(TokenizerPipeline pipeline) =>
        pipeline.Model is BytePairModel { AllowsCuts: true, IsOfBytes: false, IgnoresMerges: false } model
        && pipeline.NormalizedFinder is null
        && pipeline.Normalizer is ReplaceNormalizer { Single: (byte)' ' } replace
        && !replace.Content.Contains((byte)' ')
        && pipeline.PreTokenizer is null or SplitPreTokenizer { Single: (byte)' ' }
        && pipeline.Finder is not { AllowsJointCuts: false }
            ? new(model.Joints, replace.Content.ToArray())
            : null;

    /// <summary>Whether a text may be cut between two characters.</summary>
    internal bool IsCut(int left, int right)
    {
        if (!MayBeCut(left, right))
        {
            return false;
        }

        Span<byte> both = stackalloc byte[16];
        int joint = new Rune(left).EncodeToUtf8(both), length = joint;
        if (right != ' ')
        {
            length += new Rune(right).EncodeToUtf8(both[joint..]);
        }
        else if (_space.Length <= both.Length - joint && _space.Length >= 3)
        {
            _space.CopyTo(both[joint..]);
            length += _space.Length;
        }
        else
        {
            return false;
        }

        return _joints.FirstCut(both[..length]) == joint;
    }

    /// <summary>Whether two characters are of those that are looked at.</summary>
    internal static bool MayBeCut(int left, int right) =>
        (left < 0x80 ? char.IsAsciiLetter((char)left) : IsChinese(left)) && (right == ' ' || right is 0x3001 or 0x3002 or 0xFF0C || IsChinese(right));

    private static bool IsChinese(int codePoint) => codePoint is >= 0x4E00 and <= 0x9FFF;
}
