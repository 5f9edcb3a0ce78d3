import Contracts
import Testing

extension Row {
  /// What challenges are about, who raises them, and how they are counted.
  static let challenges: [Row] = [
    Row("M1", of: .disputes) { id in
      // Gaps in services, of no one child: raised by somebody outside the line, with what was done.
      let office = try Office("medway", with: .disputes)
      try office.settle()
      let by = #""by":{"role":"reviewing-officer","id":"M-1","reportsTo":"director"}"#
      for (dispute, theme, team) in [("G1", "therapy-waits", "health"), ("G2", "school-places", "education")] {
        let gap = #""kind":"themed","children":[],"theme":"\#(theme)","team":"\#(team)","problem":"service-gap",\#(by)"#
        let raised = try office.raise(dispute, gap)
        try #require(raised["kind"]?.string == "themed" && raised["children"]?.array?.isEmpty == true, "\(id)")
      }
      office.on("2022-06-01")
      try office.resolve("G1", "upheld", #","systemChange":"a clinic for children in care","action":"funded""#)
      let rows = try office.about("themes")["rows"]?.array ?? []
      try #require(rows.map { $0["theme"]?.string } == ["school-places", "therapy-waits"], "\(id)")
      try #require(rows.map { $0["open"]?.integer } == [1, 0], "\(id)")
      let done = rows.last?["systemChanges"]?.array?.first
      try #require(done?["systemChange"]?.string == "a clinic for children in care", "\(id)")
      try #require(try office.counts("problem", "theme").count == 2, "\(id)")
      try #require(try office.about("independence")["independent"]?.boolean == true, "\(id)")
    },
    Row("M2", of: .disputes) { id in
      let office = try Office("medway", with: .disputes)
      try office.settle()
      func by(_ person: String, _ line: String) -> String {
        #""by":{"role":"reviewing-officer","id":"\#(person)","reportsTo":"\#(line)"}"#
      }
      let about = #""kind":"formal","children":["C1"],"theme":"drift","team":"north-2""#
      try office.raise("D1", "\(about),\(by("M-1", "director"))")
      try office.challenge("escalate-dispute", #""dispute":"D1","on":"2022-04-01",\#(by("M-1", "director"))"#)
      // Every event says who acted and to whom that one answers.
      for type in ["dispute-raised", "dispute-escalated"] {
        let actor = try #require(office.disputed(type).first)["by"]
        try #require(actor?["id"]?.string == "M-1" && actor?["reportsTo"]?.string == "director", "\(id)")
      }
      // Nobody challenges the team to which he answers.
      let refused = try office.refusal { try office.raise("D2", "\(about),\(by("M-2", "north-2"))") }
      try #require(refused == "not-independent /by/reportsTo", "\(id)")
      let statement = try office.about("independence")
      try #require(statement["independent"]?.boolean == true && statement["named"]?.integer == 2, "\(id)")
      try #require(statement["lines"]?.array?.map { $0["reportsTo"]?.string } == ["director"], "\(id)")
      // An end by somebody of the team challenged is taken, and speaks against it for all to see.
      try office.resolve("D1", "resolved", ",\(by("T-9", "north-2"))")
      let later = try office.about("independence")
      try #require(later["independent"]?.boolean == false, "\(id)")
      try #require(later["against"]?.array?.map { $0["id"]?.string } == ["T-9"], "\(id)")
    },
    Row("M37", of: .disputes) { id in
      // 128 raised, 62 of them on poor documentation, 127 resolved; one is open at the year's end.
      let office = try Office("medway", with: .disputes)
      try office.settle()
      for number in 1...128 {
        let theme = number <= 62 ? "poor-documentation" : number <= 100 ? "drift" : "placement"
        try office.challenge(
          "raise-dispute",
          #""dispute":"R\#(number)","kind":"formal","children":["C\#(number)"],"theme":"\#(theme)","#
            + #""raisedOn":"2022-04-01""#)
        if number < 128 { try office.resolve("R\(number)") }
      }
      try #require(
        try office.counts("theme") == ["drift: 38", "placement: 28", "poor-documentation: 62"], "\(id)")
      let all = try office.about("dispute-counts", #""by":["theme"]"#)
      try #require(all["disputes"]?.integer == 128, "\(id)")
      let items = all["items"]?.array ?? []
      try #require(items.last?["share"]?.double == 48.44, "\(id)")
      try #require(items.reduce(0) { $0 + ($1["ended"]?.integer ?? 0) } == 127, "\(id)")
      let open = try office.ask("open-disputes", at: .disputes)["items"]?.array ?? []
      try #require(open.map { $0["dispute"]?.string } == ["R128"], "\(id)")
    },
    Row("T37", of: .disputes) { id in
      let office = try Office("thurrock", with: .disputes)
      try office.settle()
      let kinds = ["decisions", "implementation", "planning", "poor-practice", "resources"]
      for (number, problem) in kinds.enumerated() {
        try office.raise(
          "D\(number)", #""kind":"informal","children":["C1"],"theme":"plan","problem":"\#(problem)""#)
      }
      try office.raise("D9", #""kind":"informal","children":["C2"],"theme":"plan","problem":"resources""#)
      try #require(
        try office.counts("problem")
          == ["decisions: 1", "implementation: 1", "planning: 1", "poor-practice: 1", "resources: 2"], "\(id)")
    },
    Row("B10", of: .disputes) { id in
      let office = try Office("middlesbrough", with: .disputes)
      try office.settle()
      let drift = #""kind":"formal","children":["C1","C2","C3"],"theme":"drift","team":"north","officer":"M-1""#
      try office.raise("D1", drift)
      office.on("2022-04-11")
      try office.challenge("escalate-dispute", #""dispute":"D1","on":"2022-04-11""#)
      try office.resolve("D1", "upheld", #","by":{"role":"director","id":"DCS"}"#)
      let upheld = try #require(office.disputed("dispute-resolved").first)
      try #require(upheld["stage"]?.string == "director" && upheld["by"]?["role"]?.string == "director", "\(id)")
      try office.raise("D2", #""kind":"formal","children":["C3","C4"],"theme":"drift","team":"north""#)
      // Disputes and children are counted separately, a child of two once.
      try #require(try office.counts("theme", children: true) == ["drift: 2 of 4"], "\(id)")
      try #require(
        try office.counts("outcome", "theme", children: true) == ["- drift: 1 of 2", "upheld drift: 1 of 3"], "\(id)")
    },
    Row("B23", of: .disputes) { id in
      // 62 formal challenges from January to March; what is other is itemised, its words are sealed.
      let office = try Office("middlesbrough", with: .disputes)
      office.on("2019-03-29")
      try office.settle()
      let other = ["placement-of-a-looked-after-parent", "contact-changed", "visiting-after-a-move"]
      for number in 0..<62 {
        let issues = number < 6 ? #","issues":["\#(other[number % 3])"],"themeDetail":"What it is: \#(number)""# : ""
        try office.challenge(
          "raise-dispute",
          #""dispute":"F\#(number)","kind":"formal","children":["C\#(number)"],"#
            + #""theme":"\#(number < 6 ? "other" : "drift")","raisedOn":"2019-0\#(1 + number % 3)-15"\#(issues)"#)
      }
      let quarter = #""from":"2019-01-01","to":"2019-03-31""#
      try #require(try office.counts("kind", in: quarter) == ["formal: 62"], "\(id)")
      try #require(
        try office.counts("theme", "issue", in: quarter) == [
          "drift -: 56", "other contact-changed: 2", "other placement-of-a-looked-after-parent: 2",
          "other visiting-after-a-move: 2",
        ], "\(id)")
      let raised = try #require(office.disputed("dispute-raised").first)
      try #require(raised["themeDetail"] == nil, "\(id)")
      let hash = try #require(raised["sealed"]?.string)
      try #require(
        try office.ask("sealed", #"{"hash":"\#(hash)"}"#, at: .disputes)["text"]?.string == "What it is: 0", "\(id)")
    },
    Row("B24", of: .disputes) { id in
      // The Director upholds; the process changes for a whole group of children, and the group is reviewed.
      let office = try Office("middlesbrough", with: .disputes)
      for child in ["C1", "C2", "C3"] {
        try office.enter(child, on: "2022-04-04", #"{"placement":{"type":"U3","provider":"PR1"}}"#)
      }
      try office.settle()
      for (dispute, outcome) in [("D1", "upheld"), ("D2", "upheld"), ("D3", "not-upheld")] {
        try office.raise(
          dispute, #""kind":"formal","stage":"director","children":["C1"],"theme":"connected-carers""#)
        let change = dispute == "D1" ? #","systemChange":"family arrangements are assessed first""# : ""
        try office.resolve(dispute, outcome, #","by":{"role":"director","id":"DCS"}\#(change)"#)
      }
      let row = try #require(office.about("themes")["rows"]?.array?.first)
      try #require(row["upheld"]?.integer == 2, "\(id)")
      try #require(
        row["systemChanges"]?.array?.map { $0["systemChange"]?.string } == ["family arrangements are assessed first"],
        "\(id)")
      let list = try office.ask("clinic-list", #"{"cohort":"connected-carers"}"#, at: .disputes)["items"]?.array ?? []
      try #require(list.map { $0["child"]?.string } == ["C1", "C2", "C3"], "\(id)")
      try office.challenge(
        "hold-clinic",
        #""on":"2022-04-04","chair":"director","cohort":"connected-carers","children":["#
          + list.map { #"{"child":"\#($0["child"]?.string ?? "")","outcome":"reviewed"}"# }.joined(separator: ",") + "]"
      )
      let reviewed = try office.ask("clinic-list", #"{"cohort":"connected-carers"}"#, at: .disputes)["items"]?.array
      try #require(reviewed?.allSatisfy { $0["new"]?.boolean == false } == true, "\(id)")
    },
  ]
}
