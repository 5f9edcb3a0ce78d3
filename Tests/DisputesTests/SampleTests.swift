import Contracts
import DisputesRules
import Foundation
import Policy
import Testing

/// The lines of the sample year for Disputes, in order.
private func sample() throws -> [JSON] {
  let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let text = try String(contentsOf: root.appending(path: "Services/sample/westminster-2022-23.ndjson"), encoding: .utf8)
  return try text.split(separator: "\n").map { try JSON.read(Array($0.utf8)) }
    .filter { $0["to"]?.string == "disputes" }
}

@Test(arguments: [false, true])
func `the sample year counts the disputes that were published, with and without the ladder`(hasLadder: Bool) throws {
  let room = try Room()
  if hasLadder { try room.adopt(present(Profile.embedded("westminster")).json, from: "2013-12-16") }
  for line in try sample() {
    let request = try present(line["request"])
    let params = try present(request["params"])
    room.moment = Moment(try present(params["receivedtime"]?.string.flatMap { Timestamp($0) }))
    try room.ask(present(request["method"]?.string), params)
  }
  let raised = room.told.filter { $0.type == "dispute-raised" }
  let inYear = raised.filter { ("2022-04-01"..."2023-03-31").contains($0.data["raisedOn"]?.string ?? "") }
  func count(_ kind: String) -> Int { inYear.count { $0.data["kind"]?.string == kind } }
  #expect(["informal", "formal", "themed"].map(count) == [10, 1, 1])
  #expect(inYear.count == raised.count)
  let stages = room.told.filter { $0.type == "dispute-escalated" }.compactMap { $0.data["stage"]?.string }
  #expect(stages == ["stage-2"])
  #expect(room.told.count { $0.type == "dispute-resolved" } == 12)
  let open = try room.question("open-disputes", #"{"authority":"westminster"}"#)
  #expect(open["items"]?.array?.isEmpty == true)
}
