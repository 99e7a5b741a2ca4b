using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace DatasetKit.Tests;

/// <summary>
/// Properties over random inputs that are the same on every run, so that a push never fails by chance. <c>DATASETKIT_SEED=random</c>
/// looks at others, and <c>DATASETKIT_SEED=NUMBER</c> at those of a run that failed.
/// </summary>
internal static class Properties
{
    public const string Variable = "DATASETKIT_SEED";

    /// <summary>Any fixed number will do.</summary>
    private const ulong Usual = 20261121;

    /// <summary>Where all randomness of the tests comes from.</summary>
    public static ulong Seed { get; } = Parse(Environment.GetEnvironmentVariable(Variable));

    /// <summary>Seeds for generators of our own. Not an integer of FsCheck's, which stays below a hundred.</summary>
    public static Arbitrary<int> Seeds { get; } = Gen.Choose(0, int.MaxValue).ToArbitrary();

    /// <summary>A source of random numbers for tests without FsCheck.</summary>
    /// <param name="salt">Tells one test from another.</param>
    public static Random Random(int salt) => new(HashCode(Seed, salt));

    /// <summary>Holds a property against so many inputs.</summary>
    public static void Check(int count, Property property)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed), FSharpOption<int>.None)));
        try
        {
            FsCheck.Check.One(config, property);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}\nthe same again: {Variable}={Seed.ToString(CultureInfo.InvariantCulture)}", fault);
        }
    }

    private static ulong Parse(string? text) => text switch
    {
        null or "" => Usual,
        "random" => (ulong)System.Random.Shared.NextInt64(),
        _ => ulong.Parse(text, CultureInfo.InvariantCulture),
    };

    // The same in every process, unlike the base class library's.
    private static int HashCode(ulong seed, int salt) => unchecked((int)(seed ^ (seed >> 32)) * 31) + salt;
}
