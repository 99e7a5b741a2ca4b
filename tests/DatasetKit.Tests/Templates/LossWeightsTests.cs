namespace DatasetKit.Tests.Templates;

public class LossWeightsTests
{
    [Fact]
    public void Every_answer_weighs_one_whatever_its_length()
    {
        float[] expected = [0, 0, 0.5f, 0.5f, 0, 0.25f, 0.25f, 0.25f, 0.25f];
        Assert.Equal(expected, LossWeights.PerTarget([false, false, true, true, false, true, true, true, true]));
    }

    [Fact]
    public void What_is_not_trained_weighs_nothing() => Assert.Equal([0f, 0f], LossWeights.PerTarget([false, false]));
}
