using System.Text.Json.Serialization;

namespace Counterpart.Sandbox.Faults;

[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    /// <summary>Waits, then goes on as usual.</summary>
    Delay,

    /// <summary>Answers without applying.</summary>
    Fail,

    /// <summary>Applies, then answers the given status, or closes the connection when there is none.</summary>
    ApplyThenFail,

    /// <summary>Applies at once and answers late.</summary>
    ApplyThenHang,

    /// <summary>Never answers, and applies later whether or not the caller still waits.</summary>
    DelayApply,

    /// <summary>429.</summary>
    Limit,

    /// <summary>Waits until it is released, then goes on as usual.</summary>
    Hold,

    /// <summary>Closes the connection without applying.</summary>
    Drop,
}
