import Contracts
import Testing

extension Row {
  /// How children took part: codes, channels, chairing.
  static let codes: [Row] = [
    Row("M24", of: .participation) { id in
      let others = (2...8).map { "C\($0)" }
      let office = try Office.hearing("medway")
      for child in others { try office.enter(child, on: "2022-04-01") }
      for child in ["C1"] + others { try office.hold(child, on: "2022-04-26") }
      try office.settle()
      try office.code("C1-R1", #""attended":true,"spoke":true"#)
      office.on("2022-05-20")
      try office.hear(
        "send-consultation",
        #"{"consultation":"K2","review":"C2-R1","to":"child","channel":"form","on":"2022-04-05"}"#)
      try office.hear("return-consultation", #"{"consultation":"K2","on":"2022-04-20"}"#)
      for (child, channel) in [
        ("C3", "app-note"), ("C4", "advocate"), ("C5", "observation"), ("C6", "interpreter"), ("C7", "conversation"),
      ] {
        try office.hear(
          "record-views",
          #"{"child":"\#(child)","review":"\#(child)-R1","channel":"\#(channel)","on":"2022-04-22"}"#)
      }
      for child in others { try office.code("\(child)-R1", #""attended":false"#) }
      let codes = try office.heard("participation-profile", "codes", ["code", "reviews"])
      try #require(
        codes == ["PN0 0", "PN1 1", "PN2 0", "PN3 0", "PN4 0", "PN5 1", "PN6 5", "PN7 1"], "\(id): \(codes)")
      try #require(try office.heard("participation-profile")["contributedRate"]?.double == 87.5, "\(id)")
      let channels = try office.heard("participation-profile", "channels", ["channel", "reviews"])
      let each = ["advocate", "app-note", "attended", "conversation", "form", "interpreter", "observation"]
      try #require(channels == each.map { "\($0) 1" }, "\(id): \(channels)")
    },
    Row("M32", of: .participation) { id in
      let office = try Office.hearing("medway")
      for child in ["C2", "C3", "C4"] {
        try office.enter(child, on: "2022-04-01", #"{"dateOfBirth":"2006-05-05"}"#)
      }
      for child in ["C1", "C2", "C3", "C4"] { try office.hold(child, on: "2022-04-26") }
      try office.settle()
      for (child, chairing) in [("C1", "part"), ("C2", "full"), ("C3", "part"), ("C4", "none")] {
        try office.code("\(child)-R1", #""code":"PN1","chairing":"\#(chairing)""#)
      }
      let rows = try office.heard("participation-profile", "chairing", ["ages", "coded", "full", "part", "none"])
      try #require(
        rows == ["under-10 0 0 0 0", "10-13 1 0 1 0", "14-plus 3 1 1 1", "unknown 0 0 0 0"], "\(id): \(rows)")
      let older = try office.heard("participation-profile")["chairing"]?.array?[2]
      try #require(older?["rate"]?.double == 66.67, "\(id)")
    },
    Row("W18", of: .participation) { id in
      let office = try Office.hearing("westminster", "C2", "C3", "C4")
      try office.enter("C5", on: "2022-04-01", #"{"dateOfBirth":"2020-05-05"}"#)
      for child in (1...5).map({ "C\($0)" }) { try office.hold(child, on: "2022-04-26") }
      try office.settle()
      for (child, code) in [("C1", "PN1"), ("C2", "PN2"), ("C3", "PN6"), ("C4", "PN7"), ("C5", "PN0")] {
        try office.code("\(child)-R1", #""code":"\#(code)""#)
      }
      let codes = try office.heard("participation-profile", "codes", ["reviews"])
      try #require(codes == ["1", "1", "1", "0", "0", "0", "1", "1"], "\(id): \(codes)")
      let profile = try office.heard("participation-profile")
      try #require(profile["contributedRate"]?.double == 75, "\(id)")
      try #require(profile["attendedRate"]?.double == 50, "\(id)")
    },
    Row("W19", of: .participation) { id in
      let office = try Office.hearing("westminster")
      try office.enter("C2", on: "2022-04-01", #"{"needs":["non-verbal","special-educational-needs"]}"#)
      for child in ["C1", "C2"] { try office.hold(child, on: "2022-04-26") }
      try office.settle()
      try office.hear(
        "record-views", #"{"child":"C2","review":"C2-R1","channel":"picture-cards","on":"2022-04-25"}"#)
      try office.hear(
        "record-attendance", #"{"review":"C2-R1","people":[{"role":"child","mode":"virtual"}]}"#)
      try office.code("C2-R1", #""spoke":false"#)
      try office.code("C1-R1", #""code":"PN7""#)
      try #require(
        try office.heard("participation", #"{"review":"C2-R1"}"#)["code"]?.string == "PN3", "\(id)")
      let needs = try office.heard("participation-profile", "needs", ["need", "coded", "contributed"])
      try #require(
        needs == ["non-verbal 1 1", "none-recorded 1 0", "special-educational-needs 1 1"], "\(id): \(needs)")
      let ways = try office.heard("participation-profile", "needsByChannel", ["need", "channel", "reviews"])
      try #require(ways.contains("non-verbal picture-cards 1") && ways.contains("non-verbal attended 1"), "\(id)")
      try #require(try office.heard("attendance")["virtual"]?.integer == 1, "\(id)")
    },
    Row("W34", of: .participation) { id in
      let office = try Office.hearing("westminster", "C2", "C3")
      for (child, day) in [("C1", "2022-04-26"), ("C2", "2022-04-26"), ("C3", "2022-04-26"), ("C1", "2022-07-14")] {
        try office.hold(child, on: day)
      }
      try office.settle()
      for (review, code) in [("C1-R1", "PN7"), ("C2-R1", "PN7"), ("C3-R1", "PN1"), ("C1-R2", "PN7")] {
        try office.code(review, #""code":"\#(code)""#)
      }
      let silent = try office.heard("not-taking-part", "items", ["child", "times", "again", "lastOn"])
      try #require(silent == ["C1 2 true 2022-07-14", "C2 1 false 2022-04-26"], "\(id): \(silent)")
    },
    Row("T9", of: .participation) { id in
      let office = try Office.hearing("thurrock", "C2")
      for child in ["C1", "C2"] { try office.hold(child, on: "2022-04-26") }
      try office.code("C1-R1", #""code":"PN1""#)
      try office.hold("C1", on: "2022-07-14")
      try office.code("C1-R2", #""code":"PN1""#)
      for day in ["2023-01-10", "2023-06-20"] { try office.hold("C1", on: day) }
      var rows: [String] = []
      for year in 2020...2023 {
        let profile = try office.heard(
          "participation-profile", #"{"from":"\#(year)-04-01","to":"\#(year + 1)-03-31"}"#)
        let coded = profile["codes"]?.array?.compactMap { $0["reviews"]?.integer } ?? []
        try #require(coded.count == 8, "\(id)")
        rows.append("\(profile["reviews"]?.integer ?? -1) \(coded[1]) \(profile["uncoded"]?.integer ?? -1)")
      }
      try #require(rows == ["0 0 0", "0 0 0", "4 2 2", "1 0 1"], "\(id): \(rows)")
      let missing = try office.heard("uncoded", "items", ["review"], "{}")
      try #require(missing == ["C2-R1", "C1-R3", "C1-R4"], "\(id): \(missing)")
      let told = try office.toldHere("participation-missing").map { $0["review"]?.string }
      try #require(told == ["C2-R1", "C1-R3"], "\(id): \(told)")
    },
    Row("T10", of: .participation) { id in
      let office = try Office.hearing("thurrock", "C2", "C3")
      try office.enter("C4", on: "2022-04-01", #"{"dateOfBirth":"2020-05-05"}"#)
      for child in (1...4).map({ "C\($0)" }) { try office.hold(child, on: "2022-04-26") }
      try office.settle()
      try office.code("C1-R1", #""attended":false,"viewsConveyed":false"#)
      for (child, code) in [("C2", "PN1"), ("C3", "PN5"), ("C4", "PN0")] {
        try office.code("\(child)-R1", #""code":"\#(code)""#)
      }
      let profile = try office.heard("participation-profile")
      // One of the three who are over four; one of all four who have a code.
      try #require(profile["contributedRate"]?.double == 66.67, "\(id)")
      try #require(profile["unheardRate"]?.double == 25, "\(id)")
      try #require(try office.heard("not-taking-part", "items", ["child"]) == ["C1"], "\(id)")
    },
    Row("B27", of: .participation) { id in
      let office = try Office.hearing("middlesbrough", "C2", "C3")
      try office.enter("C4", on: "2022-04-01", #"{"dateOfBirth":"2020-05-05"}"#)
      for child in (1...4).map({ "C\($0)" }) { try office.hold(child, on: "2022-04-26") }
      for child in ["C1", "C2"] { try office.hold(child, on: "2022-07-14") }
      try office.settle()
      try office.code("C1-R1", #""attended":false,"advocate":true"#)
      try office.code("C2-R1", #""attended":false"#)
      try office.code("C3-R1", #""attended":false,"viewsConveyed":true,"medium":"text""#)
      try office.code("C4-R1", #""attended":true"#)
      for child in ["C1", "C2"] {
        try office.code("\(child)-R2", #""attended":false,"viewsConveyed":true,"medium":"video""#)
      }
      let first = #"{"from":"2022-04-01","to":"2022-06-30"}"#
      let second = #"{"from":"2022-07-01","to":"2022-09-30"}"#
      let before = try office.heard("participation-profile", first)
      try #require(before["underFourRate"]?.double == 25 && before["unheardRate"]?.double == 25, "\(id)")
      let (then, now) = (
        try office.heard("participation-profile", "codes", ["code", "reviews"], first),
        try office.heard("participation-profile", "codes", ["code", "reviews"], second)
      )
      try #require(then.filter { $0 > "PN4" && !$0.hasSuffix(" 0") } == ["PN5 1", "PN6 1", "PN7 1"], "\(id): \(then)")
      try #require(now.filter { !$0.hasSuffix(" 0") } == ["PN6 2"], "\(id): \(now)")
      let media = try office.heard("participation-profile", "channels", ["channel", "reviews"])
      try #require(media.contains("text 1") && media.contains("video 2"), "\(id): \(media)")
    },
  ]
}
