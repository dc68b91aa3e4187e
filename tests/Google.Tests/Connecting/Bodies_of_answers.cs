using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orchestrator.Google.Tests;

public sealed class Bodies_of_answers
{
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16 * 1024)]
    [InlineData((16 * 1024) + 1)]
    [InlineData(1_000_003)]
    public async Task Are_read_whole_in_whatever_pieces_they_come(int length)
    {
        var sent = new byte[length];
        new Random(length).NextBytes(sent);
        using var content = new StreamContent(new InPieces(sent));
        using var body = await AnswerBody.ReadAsync(content, default);
        Assert.True(body.Bytes.SequenceEqual(sent));
    }

    [Fact]
    public void Have_columns_whose_every_member_survives()
    {
        const string Text = """[{"name":"customer","type":"RECORD","mode":"REPEATED","description":"Who \u0022pays\u0022","fields":[{"name":"id","type":"INTEGER","mode":"NULLABLE"}],"policyTags":{"names":["a","b"]}},{"name":"day","type":"DATE","defaultValueExpression":"CURRENT_DATE()"}]""";
        var fields = JsonSerializer.Deserialize($$"""{"fields":{{Text}}}""", GoogleJson.Default.TableResource.Options.GetTypeInfo(typeof(SchemaResource))) as SchemaResource;
        Assert.Equal(("customer", "REPEATED", "Who \"pays\"", "id"), (fields!.Fields![0].Name, fields.Fields[0].Mode, fields.Fields[0].Description, fields.Fields[0].Fields![0].Name));
        Assert.Equal($$"""{"fields":{{Text}}}""", JsonSerializer.Serialize(fields, GoogleJson.Default.TableResource.Options.GetTypeInfo(typeof(SchemaResource))));
    }

    [Theory]
    [InlineData("""{"schema":{"fields":[{"name":5}]}}""")]
    [InlineData("""{"schema":{"fields":["id"]}}""")]
    [InlineData("""{"schema":{"fields":[{"fields":{}}]}}""")]
    [InlineData("""{"schema":{"fields":[{"name":"id","type":"INT""")]
    public async Task Are_refused_in_words_when_they_are_not_what_is_expected(string answer)
    {
        using var google = Given.Connection(new Answering((_, _) => AnsweringHandler.Text(200, answer)), new ManualTime());
        var refused = await Assert.ThrowsAsync<GoogleAnswerException>(() => google.SendAsync(new(GoogleApi.BigQuery, HttpMethod.Get, "t", "table/raw.t"), GoogleJson.Default.TableResource, default));
        Assert.Equal("The answer for table/raw.t cannot be used: it is not the JSON that was expected, or was cut off.", refused.Message);
    }

    [Fact]
    public void Share_the_texts_that_come_again()
    {
        var (one, other) = (Field("column_07"), Field("column_07"));
        Assert.Same(one.Name, other.Name);
        Assert.Equal("", Field("").Name);
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var name = string.Concat(Enumerable.Range(0, random.Next(1, 6) * random.Next(1, 16)).Select(_ => "abé\"表z"[random.Next(6)]));
            Assert.Equal(name, Field(name).Name);
        }
    }

    private static FieldResource Field(string name) =>
        JsonSerializer.Deserialize(Encoding.UTF8.GetBytes("""{"schema":{"fields":[{"name":""" + JsonSerializer.Serialize(name, Unescaped) + "}]}}"), GoogleJson.Default.TableResource)!.Schema!.Fields![0];

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class InPieces(byte[] all) : MemoryStream(all)
    {
        private readonly Random _random = new(3);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, _random.Next(1, 3_000))], cancellationToken);
    }
}
