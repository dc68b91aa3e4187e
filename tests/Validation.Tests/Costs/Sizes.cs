using Orchestrator.Validation;

namespace Validation.Tests.Costs;

public sealed class A_size_in_bytes
{
    [Theory]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("1.5 gb", 1_500_000_000)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("10kB", 10_000)]
    [InlineData("10KB", 10_000)]
    [InlineData("2TB", 2_000_000_000_000)]
    [InlineData("2GiB", 2_147_483_648)]
    [InlineData("10MiB", 10_485_760)]
    [InlineData("1B", 1)]
    [InlineData(" 7 B ", 7)]
    public void Is_read_in_decimal_and_binary_units(string text, long bytes) => Assert.Equal(bytes, ByteSize.TryRead(text)?.Bytes);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("GB")]
    [InlineData("-1GB")]
    [InlineData("1e9B")]
    [InlineData("0GB")]
    [InlineData("0.4B")]
    [InlineData("1.2.3GB")]
    [InlineData("1,5GB")]
    [InlineData("1 Gb it")]
    [InlineData("99999999999PB")]
    [InlineData("99999999999999999999999999999999999999999GB")]
    [InlineData("NaN")]
    public void Is_not_anything_else(string text) => Assert.Null(ByteSize.TryRead(text));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1_000, "1 kB")]
    [InlineData(10_485_760, "10.5 MB")]
    [InlineData(1_230_000_000, "1.23 GB")]
    [InlineData(long.MaxValue, "9223 PB")]
    public void Is_told_in_three_figures(long bytes, string text) => Assert.Equal(text, new ByteSize(bytes).ToString());
}

public sealed class The_bytes_that_are_billed
{
    [Theory]
    [InlineData(0, 3, 0)]
    [InlineData(1, 1, 10_485_760)]
    [InlineData(10_485_760, 1, 10_485_760)]
    [InlineData(10_485_761, 1, 11_534_336)]
    [InlineData(1, 3, 31_457_280)]
    [InlineData(1, 0, 10_485_760)]
    public void Are_whole_MB_and_at_least_10_of_them_a_table(long processed, int tables, long billed) => Assert.Equal(billed, BilledBytes.AtMost(processed, tables));

    [Fact]
    public void Are_never_more_than_is_foretold_however_the_bytes_are_spread_and_always_within_the_limit()
    {
        var random = new Random(5);
        for (var i = 0; i < 10_000; i++)
        {
            var tables = Enumerable.Range(0, random.Next(1, 6)).Select(_ => (long)(Math.Pow(10, random.NextDouble() * 11) * random.Next(2))).ToList();
            var read = tables.Where(b => b > 0).ToList();
            var billed = read.Sum(b => Math.Max(10, (b + 1_048_575) / 1_048_576) * 1_048_576);
            var foretold = BilledBytes.AtMost(tables.Sum(), tables.Count);
            // Every table is rounded up by itself: less than a MB each beyond what one sum shows.
            Assert.True(billed <= foretold + (Math.Max(0, read.Count - 1) * 1_048_576L), $"{string.Join(' ', tables)}: {billed} > {foretold}");
            Assert.True(billed <= BilledBytes.Limit(tables.Sum(), tables.Count));
        }
    }
}
