import Contracts
import Testing

extension Row {
  /// Who was asked, invited and there, how, and how soon they knew.
  static let meetings: [Row] = [
    Row("M10", of: .participation) { id in
      let office = try Office.hearing("medway", "C2", "C3")
      try office.command("book-review", #"{"child":"C1","on":"2022-04-26","mode":"in-person"}"#)
      office.on("2022-04-12")
      try office.hear(
        "record-preference", #"{"child":"C1","on":"2022-04-12","kind":"people","text":"grandmother, not by video"}"#)
      try office.hear(
        "send-invitation",
        #"{"child":"C1","reviewOn":"2022-04-26","to":["grandmother","mother","social-worker"],"on":"2022-04-12","#
          + #""chosenByChild":true}"#)
      let voice = try office.heard("voice", #"{"child":"C1"}"#)
      try #require(voice["nextReviewOn"]?.string == "2022-04-26", "\(id)")
      try #require(voice["preferences"]?.array?.first?["kind"]?.string == "people", "\(id)")
      for child in ["C1", "C2", "C3"] { try office.hold(child, on: "2022-04-26") }
      for (child, officer, worker, mother) in [
        ("C1", "in-person", "in-person", "in-person"), ("C2", "in-person", "virtual", "absent"),
        ("C3", "virtual", "virtual", "virtual"),
      ] {
        try office.hear(
          "record-attendance",
          #"{"review":"\#(child)-R1","people":[{"role":"officer","mode":"\#(officer)"},{"role":"social-worker","mode":"#
            + #""\#(worker)"},{"role":"mother","mode":"\#(mother)","invited":true}]}"#)
      }
      let counted = try office.heard("attendance")
      let modes = ["inPerson", "hybrid", "virtual", "chosenByChild"].map { counted[$0]?.integer }
      try #require(modes == [1, 1, 1, 1], "\(id): \(counted)")
      let people = try office.heard("attendance", "people", ["role", "invited", "attended", "inPerson"])
      try #require(people.contains("officer 0 3 2") && people.contains("social-worker 1 3 1"), "\(id): \(people)")
      try #require(people.contains("mother 3 2 1"), "\(id): \(people)")
    },
    Row("M33", of: .participation) { id in
      let office = try Office.hearing("medway", "C2")
      office.on("2022-04-12")
      for (kind, words) in [
        ("place", "at school"), ("people", "aunt"), ("words", "family time for contact"), ("home", "my house"),
        ("carers", "nan and grandad"),
      ] {
        try office.hear(
          "record-preference", #"{"child":"C1","on":"2022-04-12","kind":"\#(kind)","text":"\#(words)"}"#)
      }
      let kept = try office.heard("voice", "preferences", ["kind", "text"], #"{"child":"C1"}"#)
      try #require(kept.contains("words family time for contact") && kept.count == 5, "\(id): \(kept)")
      let rows = try office.heard("rights", "rows", ["right", "kind", "children", "rate"])
      try #require(rows.contains("preference any 1 50") && rows.contains("preference carers 1 50"), "\(id): \(rows)")
    },
    Row("W31", of: .participation) { id in
      let office = try Office.hearing("westminster", "C2", "C3")
      for child in ["C1", "C2", "C3"] {
        try office.command("book-review", #"{"child":"\#(child)","on":"2022-04-26","mode":"in-person"}"#)
      }
      try office.settle()
      for (child, channel, on) in [
        ("C2", "electronic-form", "2022-04-05"), ("C3", "electronic-form", "2022-04-06"), ("C1", "paper", "2022-04-21"),
      ] {
        office.on(on)
        try office.hear(
          "send-consultation",
          #"{"consultation":"K-\#(child)","child":"\#(child)","to":"child","channel":"\#(channel)","on":"\#(on)"}"#)
      }
      for child in ["C2", "C3"] {
        try office.hear("return-consultation", #"{"consultation":"K-\#(child)","on":"2022-04-15"}"#)
      }
      let rows = try office.heard("returns", "rows", ["channel", "leadDays", "sent", "returned", "rate"])
      try #require(rows == ["electronic-form 14-plus 2 2 100", "paper under-7 1 0 0"], "\(id): \(rows)")
      let leads = try office.heard("lead-times", "rows", ["kind", "to", "times", "medianDays", "fewestDays"])
      try #require(leads == ["consultation child 3 20 5"], "\(id): \(leads)")
    },
    Row("T11", of: .participation) { id in
      let office = try Office.hearing("thurrock", "C2", "C3", "C4")
      for child in (1...4).map({ "C\($0)" }) { try office.hold(child, on: "2022-04-26") }
      try office.settle()
      for (child, mode) in [("C1", "in-person"), ("C2", "phone"), ("C3", "virtual")] {
        try office.hear(
          "record-attendance",
          #"{"review":"\#(child)-R1","people":[{"role":"child","mode":"\#(mode)"},"#
            + #"{"role":"officer","mode":"\#(mode)"}]}"#
        )
        try office.code("\(child)-R1", #""spoke":true"#)
      }
      for channel in ["app-note", "video"] {
        try office.hear(
          "record-views", #"{"child":"C4","review":"C4-R1","channel":"\#(channel)","on":"2022-04-25"}"#)
      }
      try office.code("C4-R1", #""attended":false"#)
      let people = try office.heard("attendance", "people", ["role", "inPerson", "phone", "virtual"])
      try #require(people == ["child 1 1 1", "officer 1 1 1"], "\(id): \(people)")
      let channels = try office.heard("participation-profile", "channels", ["channel", "reviews"])
      try #require(channels == ["app-note 1", "attended 3", "video 1"], "\(id): \(channels)")
      // A review by video is followed by a visit face to face: scheduling's limit, kept by what the officer records.
      office.on("2022-05-10")
      try office.command("record-visit", #"{"child":"C3","on":"2022-05-10","mode":"in-person","childIncluded":true}"#)
      let seen = try office.heard("voice", #"{"child":"C3"}"#)["seenOn"]?.array?.map(\.string)
      try #require(seen == ["2022-05-10"], "\(id)")
    },
    Row("T12", of: .participation) { id in
      let office = try Office.hearing("thurrock", "C2")
      for child in ["C1", "C2"] {
        try office.command("book-review", #"{"child":"\#(child)","on":"2022-04-26","mode":"in-person"}"#)
      }
      office.on("2022-04-12")
      try office.settle()
      for (child, parents) in [("C1", ["mother", "father"]), ("C2", ["mother"])] {
        for parent in parents {
          try office.hear(
            "send-consultation",
            #"{"child":"\#(child)","to":"\#(parent)","channel":"form","on":"2022-04-12"}"#)
        }
        let invited = parents.map { "\"\($0)\"" }.joined(separator: ",")
        try office.hear(
          "send-invitation",
          #"{"child":"\#(child)","reviewOn":"2022-04-26","to":[\#(invited)],"on":"2022-04-12"}"#)
      }
      for child in ["C1", "C2"] { try office.hold(child, on: "2022-04-26") }
      let counted = try office.heard("attendance")
      let both = ["reviews", "bothParentsConsulted", "bothParentsInvited"].map { counted[$0]?.integer }
      try #require(both == [2, 1, 1], "\(id): \(counted)")
    },
    Row("B14", of: .participation) { id in
      let office = try Office.hearing("middlesbrough")
      office.on("2022-09-05")
      let held = try office.command("hold-conference", #"{"child":"C1","kind":"initial","on":"2022-09-05"}"#)
      let conference = try #require(held["conference"]?.string, "\(id)")
      try office.hear(
        "record-attendance",
        #"{"conference":"\#(conference)","people":["#
          + #"{"role":"doctor","agency":"general-practice","mode":"absent","invited":true,"report":true},"#
          + #"{"role":"worker","agency":"substance-misuse","mode":"in-person","invited":true,"report":true},"#
          + #"{"role":"officer","agency":"police","mode":"virtual","invited":true}],"quorate":true}"#)
      let people = try office.heard("attendance", "people", ["at", "agency", "invited", "attended", "reports"])
      let expected = [
        "conference general-practice 1 0 1", "conference police 1 1 0", "conference substance-misuse 1 1 1",
      ]
      try #require(people == expected, "\(id): \(people)")
      let counted = try office.heard("attendance")
      try #require(counted["conferences"]?.integer == 1 && counted["quorate"]?.integer == 1, "\(id)")
    },
    Row("B30", of: .participation) { id in
      let office = try Office.hearing("middlesbrough", "C2")
      for child in ["C1", "C2"] { try office.hold(child, on: "2022-04-26") }
      try office.settle()
      for (child, father) in [("C1", "in-person"), ("C2", "absent")] {
        try office.hear(
          "record-attendance",
          #"{"review":"\#(child)-R1","people":[{"role":"parent","seat":"mother","mode":"in-person","invited":true},"#
            + #"{"role":"parent","seat":"father","mode":"\#(father)","invited":true},"#
            + #"{"role":"social-worker","mode":"in-person","invited":true},"#
            + #"{"role":"teacher","agency":"school","mode":"absent","invited":true,"report":true}],"quorate":true}"#)
      }
      let counted = try office.heard("attendance")
      try #require(counted["bothParentsAttendedRate"]?.double == 50, "\(id): \(counted)")
      let people = try office.heard("attendance", "people", ["role", "invited", "attended", "reports"])
      try #require(people == ["parent 4 3 0", "social-worker 2 2 0", "teacher 2 0 2"], "\(id): \(people)")
    },
    Row("B31", of: .participation) { id in
      let office = try Office.hearing("middlesbrough", "C2", "C3")
      for (child, on) in [("C1", "2022-04-12"), ("C2", "2022-04-22"), ("C3", "2022-04-25")] {
        try office.command(
          "book-review", #"{"child":"\#(child)","on":"2022-04-26","mode":"in-person","venue":"family centre"}"#)
        office.on(on)
        try office.settle()
        try office.hear(
          "give-information",
          #"{"child":"\#(child)","reviewOn":"2022-04-26","kind":"reports","to":["parents"],"on":"\#(on)"}"#)
        try office.hear(
          "send-invitation", #"{"child":"\#(child)","reviewOn":"2022-04-26","to":["parents","school"],"on":"\#(on)"}"#)
      }
      let rows = try office.heard("lead-times", "rows", ["kind", "to", "medianDays", "fewestDays", "mostDays"])
      try #require(
        rows == ["invitation parents 4 1 14", "invitation school 4 1 14", "reports parents 4 1 14"], "\(id): \(rows)")
      let invited = try office.heard("voice", #"{"child":"C1"}"#)["reviews"]?.array?.last?["invited"]
      try #require(invited == .strings(["parents", "school"]), "\(id)")
    },
  ]
}
