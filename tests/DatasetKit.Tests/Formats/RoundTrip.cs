namespace DatasetKit.Tests.Formats;

/// <summary>The law that holds for every pair of formats: A to B to A is the identity when extras are kept.</summary>
internal static class RoundTrip
{
    /// <summary>Checks it for one record of A's own writing; false when B cannot hold the record, and says so.</summary>
    public static bool Check(RecordFormat a, RecordFormat b, string json)
    {
        var there = Convert.Write(b, Convert.ReadGood(a, json), ExtraPolicy.Keep);
        if (there.Reject is { } why)
        {
            Assert.NotEqual(a, b);
            Assert.False(string.IsNullOrWhiteSpace(why));
            return false;
        }

        var back = Convert.Write(a, Convert.ReadGood(b, there.Json!), ExtraPolicy.Keep);
        Assert.True(back.Json == json, $"{a} to {b} and back:\n{json}\n{there.Json}\n{back.Json ?? back.Reject}");
        return true;
    }
}
