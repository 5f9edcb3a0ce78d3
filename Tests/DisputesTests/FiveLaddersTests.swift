import Contracts
import DisputesRules
import Policy
import Testing

/// One history under a profile: an alert, a formal and a themed challenge that nobody answers, and an informal one that
/// is escalated twice and then not answered either.
private func play(_ profile: String) throws -> [String] {
  let desk = try Desk("2023-02-01")
  try desk.adopt(profile: present(Profile.embedded(profile)).json)
  func raise(_ dispute: String, _ kind: String) throws {
    try desk.ask(
      "raise-dispute",
      "\"dispute\":\"\(dispute)\",\"kind\":\"\(kind)\",\"children\":[\"C1\",\"C2\",\"C3\"],\"theme\":\"drift-\(kind)\","
        + "\"raisedOn\":\"2023-02-01\"")
  }
  for (dispute, kind) in [("A", "alert"), ("F", "formal"), ("I", "informal"), ("T", "themed")] {
    try raise(dispute, kind)
  }
  try desk.turn(to: "2023-02-10")
  for _ in 0..<2 { _ = try? desk.ask("escalate-dispute", #""dispute":"I","on":"2023-02-10""#) }
  try desk.ask("refer-to-cafcass", #""dispute":"F","on":"2023-02-10""#)
  try desk.turn(to: "2023-06-01")
  return ["A", "F", "I", "T"].map { dispute in
    let stages = desk.told.filter { $0.subject == dispute && $0.type != "referred-to-cafcass" }.compactMap { event in
      event.type == "dispute-escalated" && event.data["because"]?.string == "clock"
        ? "clock \(event.data["stage"]?.string ?? "")"
        : event.type == "response-due" ? nil : event.data["stage"]?.string
    }
    return "\(dispute): \(stages.joined(separator: ", "))"
  }
}

@Test(
  arguments: [
    (
      "westminster",
      [
        "A: informal", "F: stage-1, clock stage-2", "I: informal, stage-1, stage-2, clock senior-management",
        "T: service, clock senior-management",
      ]
    ),
    (
      "medway",
      [
        "A: stage-1", "F: stage-1, clock stage-2", "I: stage-1, stage-2, stage-3, clock stage-4",
        "T: stage-1, clock stage-2",
      ]
    ),
    (
      "thurrock",
      ["A: informal", "F: formal, clock director", "I: informal, formal, director", "T: formal, clock director"]
    ),
    ("herefordshire", ["A: informal", "F: formal", "I: informal, formal", "T: formal"]),
    (
      "middlesbrough",
      ["A: alert", "F: formal, clock director", "I: alert, formal, director", "T: formal, clock director"]
    ),
  ])
func `one history under the five ladders goes where each authority's report lets it`(
  profile: String, expected: [String]
) throws {
  #expect(try play(profile) == expected)
}

@Test func `in all five a challenge may start at any stage of its kind, and goes to Cafcass from any`() throws {
  for name in ["westminster", "medway", "thurrock", "herefordshire", "middlesbrough"] {
    let profile = try present(Profile.embedded(name))
    let kind = try present(KebabWord("formal"))
    for stage in try present(profile.ladder).stages where stage.takes(kind) {
      let desk = try Desk("2023-02-01")
      try desk.adopt(profile: profile.json)
      try desk.ask(
        "raise-dispute",
        "\"dispute\":\"D\",\"kind\":\"formal\",\"stage\":\"\(stage.name)\",\"children\":[\"C1\",\"C2\",\"C3\"],"
          + "\"theme\":\"drift\",\"raisedOn\":\"2023-02-01\"")
      try desk.ask("refer-to-cafcass", #""dispute":"D","on":"2023-02-01""#)
      #expect(desk.told.map(\.type) == ["dispute-raised", "referred-to-cafcass"])
      #expect(desk.told.first?.data["stage"]?.string == stage.name.text)
    }
  }
}
