namespace DatasetKit;

/// <summary>Weights of tokens in the loss beyond trained and not trained.</summary>
public static class LossWeights
{
    /// <summary>
    /// Each trained token's weight is one over the length of the answer it is in, so that a long answer counts no more than a short one; others have none. This is how
    /// BLOOMZ was trained (bigscience-workshop/Megatron-DeepSpeed, branch t0loading: <c>norm_target_loss</c> in finetune_t0.py).
    /// </summary>
    /// <param name="trained">For each token whether it is trained; tokens in a row are one answer.</param>
    /// <returns>As many weights as tokens, from 0 to 1.</returns>
    public static float[] PerTarget(ReadOnlySpan<bool> trained)
    {
        var weights = new float[trained.Length];
        for (var i = 0; i < trained.Length; i++)
        {
            if (!trained[i])
            {
                continue;
            }

            var rest = trained[i..].IndexOf(false);
            var length = rest < 0 ? trained.Length - i : rest;
            weights.AsSpan(i, length).Fill(1f / length);
            i += length - 1;
        }

        return weights;
    }
}
