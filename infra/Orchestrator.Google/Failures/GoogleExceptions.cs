namespace Orchestrator.Google;

/// <summary>The resource does not exist, or was looked for in a wrong location (HTTP 404).</summary>
public sealed class GoogleNotFoundException : GoogleException
{
    internal GoogleNotFoundException(GoogleFailure failure)
        : base(failure, $"{failure.Resource} was not found. {Words(failure)}.", null, transient: false)
    {
    }
}

/// <summary>The resource is there in another form, or was changed by somebody else at the same time (HTTP 409 and 412).</summary>
public sealed class GoogleConflictException : GoogleException
{
    internal GoogleConflictException(GoogleFailure failure)
        : base(failure, $"{failure.Resource} was created or changed by somebody else in the meantime: plan again. {Words(failure)}.", null, transient: false)
    {
    }
}

/// <summary>The account is not known or may not do this (HTTP 401 and 403).</summary>
public sealed class GoogleDeniedException : GoogleException
{
    internal GoogleDeniedException(GoogleFailure failure)
        : base(failure, $"Access to {failure.Resource} was denied: give the account the role it needs, or sign in with another. {Words(failure)}.", null, transient: false)
    {
    }
}

/// <summary>Too many requests, or a quota is used up (HTTP 429, and 403 with the reasons of quotas).</summary>
public sealed class GoogleQuotaException : GoogleException
{
    internal GoogleQuotaException(GoogleFailure failure, bool transient)
        : base(failure, $"Google's limits did not allow the request for {failure.Resource}: wait, then try again. {Words(failure)}.", null, transient)
    {
    }
}

/// <summary>Google failed (HTTP 500, 502, 503 and 504) as often as the request was tried.</summary>
public sealed class GoogleFaultException : GoogleException
{
    internal GoogleFaultException(GoogleFailure failure)
        : base(failure, $"Google failed to answer the request for {failure.Resource}: try again later. {Words(failure)}.", null, transient: true)
    {
    }
}

/// <summary>Google does not accept the request as it is (any other status).</summary>
public sealed class GoogleRequestException : GoogleException
{
    internal GoogleRequestException(GoogleFailure failure)
        : base(failure, $"The request for {failure.Resource} was refused. {Words(failure)}.", null, transient: false)
    {
    }
}

/// <summary>A statement failed.</summary>
public sealed class GoogleQueryException : GoogleException
{
    internal GoogleQueryException(GoogleFailure failure)
        : base(failure, $"The query in {failure.Resource} failed. {Words(failure)}.", null, transient: false)
    {
    }
}

/// <summary>Nobody answered: no connection, or no answer in time.</summary>
public sealed class GoogleUnreachableException : GoogleException
{
    internal GoogleUnreachableException(GoogleFailure failure, string host, string why, Exception? cause, bool transient)
        : base(failure, $"{host} could not be reached for {failure.Resource}: {why}.", cause, transient)
    {
    }
}

/// <summary>The answer cannot be understood: not JSON, without a required field, or pages that never end.</summary>
public sealed class GoogleAnswerException : GoogleException
{
    internal GoogleAnswerException(GoogleFailure failure, string what, bool transient = false)
        : base(failure, $"The answer for {failure.Resource} cannot be used: {what}.", null, transient)
    {
    }
}

/// <summary>There are no usable Google credentials on this machine.</summary>
public sealed class GoogleCredentialsException : GoogleException
{
    internal GoogleCredentialsException(GoogleFailure failure, string why)
        : base(failure, $"{why}: run `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS to a key file.", null, transient: false)
    {
    }
}
