namespace DatasetKit.Repository.Tests;

/// <summary>Assertions that list every offender and say what to do about it.</summary>
internal static class Expect
{
    internal static void None(IEnumerable<string> wrong, string advice)
    {
        string[] all = [.. wrong.Distinct()];
        Assert.True(all.Length == 0, $"{advice}:\n{string.Join('\n', all)}");
    }
}
