namespace GitHub.Tests;

/// <summary>Something that goes wrong with one request.</summary>
internal sealed record Fault
{
    /// <summary>Answered with this status instead; 0 for none.</summary>
    public int Status { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string Body { get; init; } = "";

    /// <summary>Whether the request is carried out all the same.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>The answer is good, but how it arrives is not.</summary>
    public Delivery Delivery { get; init; }

    public static Fault TooManyRequests { get; } = new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "7" }, Body = """{"message":"Too many"}""" };

    public static Fault SecondaryLimit { get; } = new() { Status = 403, Body = """{"message":"You have exceeded a secondary rate limit. Please wait a few minutes before you try again.","documentation_url":"https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits"}""" };

    public static Fault ServerError { get; } = new() { Status = 500, Body = "<html>Unicorn!</html>" };

    public static Fault ServerErrorAfterEffect { get; } = new() { Status = 502, AfterEffect = true };

    public static Fault CutOff { get; } = new() { AfterEffect = true, Delivery = Delivery.CutOff };

    public static Fault Lost { get; } = new() { Delivery = Delivery.Aborted };

    public static Fault LostAfterEffect { get; } = new() { AfterEffect = true, Delivery = Delivery.Aborted };

    public static Fault SilentAfterEffect { get; } = new() { AfterEffect = true, Delivery = Delivery.Silent };

    public static IReadOnlyDictionary<string, Fault> All { get; } = new Dictionary<string, Fault>
    {
        ["429"] = TooManyRequests,
        ["secondary limit"] = SecondaryLimit,
        ["500"] = ServerError,
        ["502 after the effect"] = ServerErrorAfterEffect,
        ["cut-off body"] = CutOff,
        ["connection lost before"] = Lost,
        ["connection lost after"] = LostAfterEffect,
        ["no answer"] = SilentAfterEffect,
    };
}

/// <summary>How an answer arrives.</summary>
internal enum Delivery
{
    Whole,
    CutOff,
    Aborted,
    Silent,
}
