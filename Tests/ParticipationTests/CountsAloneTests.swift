import Contracts
import ParticipationRules
import Testing

@Test func `where the profile leaves small numbers out, a key with counts alone has none from here`() throws {
  let room = try furnishedWithSteps()
  let year = #""from":"2022-04-01","to":"2022-11-30""#
  let counting = Participation.rules.catalogue.methods.filter(\.onlyCounts)
  #expect(counting.count >= 6)
  for method in counting {
    let ids: Set = ["child", "review", "consultation", "officer", "token", "conference"]
    #expect(ids.isDisjoint(with: method.params.map(\.name)), "\(method.name)")
  }
  room.hasCountsAlone = true
  func ask(_ method: Method) throws -> JSON {
    try room.query(method.name, method.params.contains { $0.name == "from" } ? year : "")
  }
  for method in counting {
    let text = try ask(method).text
    for id in ["C1", "C2", "K1"] { #expect(!text.contains(id), "\(method.name)") }
  }
  try room.adopt(#"{"name":"own","figures":{"suppress":true}}"#, from: "2022-04-01")
  for method in counting {
    #expect(refusal { _ = try ask(method) } == ["-32003", "small-numbers "], "\(method.name)")
  }
  room.hasCountsAlone = false
  for method in counting { #expect(throws: Never.self) { _ = try ask(method) } }
}
