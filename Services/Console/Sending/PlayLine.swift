import Contracts

/// A line of a file to be played: `{"to":service,"request":{…}}`.
enum PlayLine {
  /// Reads a line; the params keep exactly the bytes they were written in.
  static func outgoing(_ line: LineSource.Line) -> Result<Sender.Outgoing, Refusal> {
    let value: JSON
    do throws(LineFault) {
      value = try JSON.read(line.bytes, limit: Limits.frame)
    } catch {
      return .failure(error.refusal)
    }
    var faults: [Fault] = []
    let service = value["to"]?.string.flatMap(ServiceName.init)
    if service == nil { faults.append(Fault(value["to"] == nil ? "missing" : "unknown-word", at: "/to")) }
    let request = value["request"]
    let method = request?["method"]?.string
    if request?.members == nil {
      faults.append(Fault("not-an-object", at: "/request"))
    } else if method == nil {
      faults.append(Fault("method-missing", at: "/request/method"))
    }
    let params = request?["params"]
    if let params, params.members == nil { faults.append(Fault("not-an-object", at: "/request/params")) }
    guard faults.isEmpty, let service, let method else {
      return .failure(Refusal(.notRequest, faults, message: "not a line that can be played"))
    }
    let bytes = params?.members.map { Array(line.bytes[$0.range]) } ?? Array("{}".utf8)
    let known = (params?["receivedtime"] ?? params?["event"]?["receivedtime"])?.string
    let day = known.flatMap { Timestamp($0) }?.londonDate
    return .success(Sender.Outgoing(service: service, method: method, params: bytes, day: day))
  }
}
