import Contracts
import Testing

extension Row {
  /// Challenge clinics, from scheduling's real cohorts.
  static let clinics: [Row] = [
    Row("B11", of: .disputes) { id in
      let office = try Office("middlesbrough", with: .disputes)
      try office.settle()
      try office.challenge(
        "hold-clinic",
        #""clinic":"CC-1","on":"2019-02-19","chair":"head-of-service","attendees":["reviewing-officer","legal"],"#
          + #""children":[{"child":"C1","outcome":"drift","referral":"legal-gateway-panel"},"#
          + #"{"child":"C2","outcome":"no-drift"},{"child":"C3","outcome":"no-drift"}]"#)
      let answer = try office.about("clinics", in: #""from":"2018-04-01","to":"2019-03-31""#)
      let clinic = try #require(answer["items"]?.array?.first)
      try #require(clinic["chair"]?.string == "head-of-service" && clinic["on"]?.string == "2019-02-19", "\(id)")
      try #require(clinic["attendees"]?.array?.compactMap(\.string) == ["reviewing-officer", "legal"], "\(id)")
      try #require(clinic["children"]?.array?.count == 3, "\(id)")
      try #require(answer["clinics"]?.integer == 1 && answer["children"]?.integer == 3, "\(id)")
      let outcomes = answer["outcomes"]?.array?.map { "\($0["outcome"]?.string ?? "") \($0["count"]?.integer ?? 0)" }
      try #require(outcomes == ["drift 1", "no-drift 2"], "\(id)")
      try #require(answer["referrals"]?.array?.first?["referral"]?.string == "legal-gateway-panel", "\(id)")
    },
    Row("B19", of: .disputes) { id in
      let office = try Office("middlesbrough", with: .disputes)
      try furnish(office)
      try office.turn(to: "2023-09-01")
      try office.settle()
      func sizes(_ on: String) throws -> [String: Int] {
        let all = try office.ask("clinic-list", #"{"on":"\#(on)"}"#, at: .disputes)["sizes"]?.array ?? []
        return Dictionary(all.map { ($0["cohort"]?.string ?? "", $0["children"]?.integer ?? -1) }) { first, _ in first }
      }
      // The seven themes of the clinics, each with its child, and how they grow.
      let themes = [
        "second-plan", "plan-over-fifteen-months", "placement-order-over-six-months", "placed-with-parents-on-order",
        "three-placements-in-a-year", "short-breaks", "connected-carers-on-care-order",
      ]
      let (early, late) = (try sizes("2022-05-02"), try sizes("2022-12-01"))
      for theme in ["placed-with-parents-on-order", "short-breaks", "connected-carers-on-care-order"] {
        try #require(early[theme] == 1 && late[theme] == 1, "\(id) \(theme) \(early) \(late)")
      }
      try #require(early["placement-order-over-six-months"] == nil, "\(id)")
      try #require(late["placement-order-over-six-months"] == 1, "\(id)")
      let ever = Set(try office.told("cohort-joined").compactMap { $0["data"]?["cohort"]?.string })
      for theme in themes { try #require(ever.contains(theme), "\(id) \(theme)") }
      try #require(try sizes("2023-09-01")["plan-over-fifteen-months"] == 2, "\(id)")
      // The list becomes a clinic; who was discussed is no longer new.
      let cohort = "placed-with-parents-on-order"
      let list = try office.ask("clinic-list", #"{"cohort":"\#(cohort)"}"#, at: .disputes)["items"]?.array ?? []
      try #require(list.map { $0["child"]?.string } == ["P1"] && list.first?["new"]?.boolean == true, "\(id)")
      try office.challenge(
        "hold-clinic",
        #""on":"2023-09-01","chair":"head-of-service","cohort":"\#(cohort)","#
          + #""children":[{"child":"P1","outcome":"order-to-be-discharged"}]"#)
      let held = try #require(office.ask("clinic-list", #"{"cohort":"\#(cohort)"}"#, at: .disputes)["items"]?.array)
      try #require(held.first?["lastOutcome"]?.string == "order-to-be-discharged", "\(id)")
      try #require(held.first?["new"]?.boolean == false, "\(id)")
    },
  ]

  /// A child for each theme of the clinics.
  private static func furnish(_ office: Office) throws {
    for (child, changes) in [
      ("P1", #""legalStatus":"C2","placement":{"type":"P1","provider":"PR0"}"#),
      ("P2", #""legalStatus":"E1""#),
      ("P3", #""legalStatus":"V3""#),
      ("P4", #""legalStatus":"C2","placement":{"type":"U3","provider":"PR1"}"#),
      ("P5", #""legalStatus":"C1""#),
    ] {
      try office.enter(child, on: "2022-05-02", "{\(changes)}")
    }
    for (number, day) in ["2022-06-01", "2022-07-01", "2022-08-01"].enumerated() {
      office.on(day)
      try office.publish(
        "placement-changed",
        #"{"child":"P5","changedOn":"\#(day)","placement":{"type":"U\#(number % 2 == 0 ? 4 : 6)","provider":"PR1"},"#
          + #""reasonForPlacementChange":"CARPL"}"#)
    }
    for (child, event, day, number) in [
      ("Q1", "plan-started", "2022-05-02", 2), ("Q2", "plan-started", "2022-05-02", 1),
    ] {
      try office.publish(
        "child-protection-recorded",
        #"{"child":"\#(child)","on":"\#(day)","event":"\#(event)","planNumber":\#(number)}"#)
    }
  }
}
