using Counterpart.Api;
using Counterpart.Hosting;
using Microsoft.AspNetCore.Http;

namespace Counterpart.Tests.Api;

public sealed class CredentialTests
{
    /// <summary>A request asks for it three times, and hashing a key costs more than all else that is done about it.</summary>
    [Fact]
    public void Hash_OfAKey_IsMadeOnce()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Authorization = "Bearer cpk_0123";

        var credential = Credential.Read(request, cookie: null!, sessions: null!)!;

        Assert.Equal(AccessKeys.HashOf("cpk_0123"), credential.Hash);
        Assert.Same(credential.Hash, credential.Hash);
    }
}
