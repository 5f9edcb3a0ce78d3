import Contracts
import Testing

extension Row {
  /// What children were told and offered, and what was done so that they were heard.
  static let rights: [Row] = [
    Row("M31", of: .participation) { id in
      let office = try Office.hearing("medway", "C2")
      try office.register("M-1")
      for child in ["C1", "C2"] {
        try office.command("allocate-officer", #"{"child":"\#(child)","officer":"M-1","on":"2022-04-04"}"#)
      }
      office.on("2022-04-20")
      try office.command("record-visit", #"{"child":"C1","on":"2022-04-19"}"#)
      try office.command("hold-midway-review", #"{"child":"C1","on":"2022-04-20","childIncluded":true}"#)
      try office.settle()
      try office.hear("record-views", #"{"child":"C1","channel":"visit","on":"2022-04-19"}"#)
      try office.hear("record-views", #"{"child":"C2","channel":"text","on":"2022-04-19"}"#)
      let ofChild = try office.heard(
        "voice-footprint", "rows", ["kind", "of", "times"], #"{"from":"2022-04-01","to":"2023-03-31","child":"C1"}"#)
      try #require(ofChild == ["child-seen - 2", "views-learnt visit 1"], "\(id): \(ofChild)")
      let ofOfficer = try office.heard(
        "voice-footprint", "rows", ["kind", "of", "times"], #"{"from":"2022-04-01","to":"2023-03-31","officer":"M-1"}"#)
      try #require(
        ofOfficer == ["child-seen - 2", "views-learnt text 1", "views-learnt visit 1"], "\(id): \(ofOfficer)")
    },
    Row("M39", of: .participation) { id in
      let office = try Office.hearing("medway", "C2")
      office.on("2022-04-12")
      for kind in ["entry-pack", "rights", "entitlements", "officer-card", "complaints"] {
        try office.hear("give-information", #"{"child":"C1","on":"2022-04-12","kind":"\#(kind)"}"#)
      }
      try office.hear("give-information", #"{"child":"C2","on":"2022-04-12","kind":"entry-pack"}"#)
      try office.hear("refer-advocacy", #"{"child":"C1","on":"2022-04-12","to":"help-to-complain"}"#)
      let rows = try office.heard("rights", "rows", ["right", "kind", "times", "rate"])
      let expected = [
        "advocate referred 1 50", "information complaints 1 50", "information entitlements 1 50",
        "information entry-pack 2 100", "information officer-card 1 50", "information rights 1 50",
      ]
      try #require(rows == expected, "\(id): \(rows)")
      let advocacy = try office.heard("voice", #"{"child":"C1"}"#)["advocacy"]
      try #require(advocacy?["referredOn"]?.string == "2022-04-12", "\(id)")
    },
    Row("W30", of: .participation) { id in
      let office = try Office.hearing("westminster", "C2", "C3", "C4")
      office.on("2022-04-12")
      for child in ["C1", "C2"] {
        try office.hear("give-information", #"{"child":"\#(child)","on":"2022-04-12","kind":"participation-event"}"#)
        try office.hear("offer-independent-visitor", #"{"child":"\#(child)","on":"2022-04-12"}"#)
        try office.hear("offer-advocacy", #"{"child":"\#(child)","on":"2022-04-12"}"#)
      }
      try office.hear("offer-independent-visitor", #"{"child":"C1","on":"2022-04-12","accepted":true}"#)
      try office.hear("offer-advocacy", #"{"child":"C2","on":"2022-04-12","accepted":true}"#)
      let rows = try office.heard("rights", "rows", ["right", "kind", "times", "children"])
      let expected = [
        "advocate offered 3 2", "advocate taken-up 1 1", "independent-visitor offered 3 2",
        "independent-visitor taken-up 1 1", "information participation-event 2 2",
      ]
      try #require(rows == expected, "\(id): \(rows)")
    },
    Row("W32", of: .participation) { id in
      let office = try Office.hearing("westminster", "C2")
      for officer in ["M-1", "M-2"] { try office.register(officer) }
      for child in ["C1", "C2"] {
        try office.command("allocate-officer", #"{"child":"\#(child)","officer":"M-1","on":"2022-04-04"}"#)
      }
      office.on("2022-06-06")
      for child in ["C1", "C2"] {
        try office.command("allocate-officer", #"{"child":"\#(child)","officer":"M-2","on":"2022-06-06"}"#)
      }
      let told = try office.toldHere("sheet-due").map { "\($0["child"]?.string ?? "") \($0["officer"]?.string ?? "")" }
      try #require(told == ["C1 M-2", "C2 M-2"], "\(id): \(told)")
      try office.hear("give-information", #"{"child":"C1","on":"2022-06-06","kind":"all-about-me"}"#)
      let due = try office.heard("sheets-due", "items", ["child", "officer", "late"], "{}")
      try #require(due == ["C2 M-2 false"], "\(id): \(due)")
      office.on("2022-07-04")
      try office.hear("give-information", #"{"child":"C2","on":"2022-07-04","kind":"all-about-me"}"#)
      let sheets = try office.heard("rights")["sheets"]
      try #require(sheets == (try JSON.read(Array(#"{"due":2,"given":2,"inTime":1,"rate":50}"#.utf8))), "\(id)")
    },
    Row("T36", of: .participation) { id in
      let office = try Office.hearing("thurrock", "C2", "C3", "C4")
      office.on("2022-04-12")
      for child in ["C1", "C2", "C3"] {
        try office.hear(
          "give-information", #"{"child":"\#(child)","on":"2022-04-12","kind":"advocacy","format":"video"}"#)
      }
      try office.hear("offer-advocacy", #"{"child":"C1","on":"2022-04-12","accepted":true}"#)
      let rows = try office.heard("rights", "rows", ["right", "kind", "children", "rate"])
      try #require(
        rows == ["advocate offered 1 25", "advocate taken-up 1 25", "information advocacy 3 75"], "\(id): \(rows)")
    },
    Row("H9", of: .participation) { id in
      let office = try Office.hearing("herefordshire")
      try office.hold("C1", on: "2022-04-26")
      try office.settle()
      for (role, channel) in [
        ("child", "visit"), ("parent", "phone"), ("carer", "form"), ("school", "letter"), ("health", "letter"),
      ] {
        try office.hear(
          "send-consultation",
          #"{"child":"C1","review":"C1-R1","to":"\#(role)","channel":"\#(channel)","on":"2022-04-12"}"#)
      }
      try office.hear(
        "record-attendance", #"{"review":"C1-R1","people":[{"role":"child","mode":"in-person"}]}"#)
      try office.code("C1-R1", #""spoke":true"#)
      let rows = try office.heard("voice-footprint", "rows", ["kind", "of", "times"])
      let consulted = ["carer", "child", "health", "parent", "school"].map { "consulted \($0) 1" }
      try #require(
        rows == ["attendance-recorded review 1"] + consulted + ["participation-recorded pn1 1"], "\(id): \(rows)")
    },
    Row("B26", of: .participation) { id in
      let office = try Office.hearing("middlesbrough", "C2")
      office.on("2022-04-20")
      try office.command(
        "record-visit", #"{"child":"C1","on":"2022-04-20","purpose":"pre-review","childIncluded":true}"#)
      try office.settle()
      try office.hear("offer-advocacy", #"{"child":"C1","on":"2022-04-20"}"#)
      try office.hear("offer-independent-visitor", #"{"child":"C1","on":"2022-04-20","accepted":false}"#)
      try office.hear(
        "arrange-interpreter", #"{"child":"C1","on":"2022-04-20","language":"makaton","kind":"makaton"}"#)
      try office.hear(
        "record-feedback", #"{"from":"child","kind":"comment","on":"2022-04-20","child":"C1","about":"my-officer"}"#)
      for child in ["C1", "C2"] { try office.hold(child, on: "2022-04-26") }
      let unheard = try office.heard("unheard", #"{"on":"2022-04-26"}"#)["items"]?.array ?? []
      try #require(unheard.map { $0["child"]?.string } == ["C2"], "\(id): \(unheard)")
      try #require(unheard.first?["reasons"] == .strings(["never-seen", "no-advocate-offered"]), "\(id)")
      let rows = try office.heard("rights", "rows", ["right", "kind", "children", "rate"])
      let expected = ["advocate offered 1 50", "independent-visitor offered 1 50", "interpreter makaton 1 50"]
      try #require(rows == expected, "\(id): \(rows)")
      let voice = try office.heard("voice", #"{"child":"C1"}"#)
      try #require(voice["seenOn"]?.array?.first?.string == "2022-04-20", "\(id)")
      try #require(voice["feedback"]?.array?.first?["about"]?.string == "my-officer", "\(id)")
    },
  ]
}
