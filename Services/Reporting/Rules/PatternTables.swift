import Contracts

// MARK: - What Disputes tells beside disputes

extension Table {
  static let patternTables: [Table] = [
    Table("themes-declared", [.challenges], "themes raised with a senior role within the period, by theme and role") {
      facts, _ in
      let those = facts.within("theme-declared")
      return crossed(
        "theme", Set(those.compactMap { $0["to"] }).sorted(),
        those.map { ($0["theme"] ?? "", $0["to"] ?? "", $0.record) })
    },
    Table("good-practice", [.challenges], "good practice recorded within the period, by what was good") { facts, _ in
      sorted("about", "recorded", facts.within("good-practice-recorded").map { ($0["about"] ?? "", $0.record) })
    },
    Table(
      "clinics", [.challenges], "clinics held within the period, by cohort: how many, children discussed, referred on"
    ) { facts, _ in
      let clinics = Dictionary(grouping: facts.within("clinic-held")) { $0["cohort"] ?? "not-told" }
      return TableContent(
        columns: ["cohort", "clinics", "children", "referred"],
        rows: clinics.keys.sorted().map { cohort in
          let children = (clinics[cohort] ?? []).flatMap { $0.data["children"]?.array ?? [] }
          return [
            .text(cohort), .count(clinics[cohort]?.count ?? 0),
            .count(Set(children.compactMap { $0["child"]?.string }).count),
            .count(children.count { $0["referral"] != nil }),
          ]
        }, records: unique(clinics.values.flatMap { $0.map(\.record) }))
    },
    Table(
      "clinic-outcomes", [.challenges], "children discussed at clinics within the period, by what came of it"
    ) { facts, _ in
      sorted(
        "outcome", "children",
        facts.within("clinic-held").flatMap { clinic in
          (clinic.data["children"]?.array ?? []).map { ($0["outcome"]?.string ?? "", $0["child"]?.string ?? "") }
        })
    },
    Table("court-views", [.challenges], "views filed with the court within the period, by kind") { facts, _ in
      sorted("kind", "views", facts.within("court-view-filed").map { ($0["kind"] ?? "", $0.record) })
    },
    Table("complaints-by-matter", [.deadlines], "complaints made within the period, by the matter") { facts, _ in
      sorted("about", "complaints", facts.within("complaint-made").map { ($0["about"] ?? "", $0.record) })
    },
    Table(
      "referrals", [.challenges],
      "disputes referred to Cafcass and legal advice sought within the period: how often, and on how many disputes"
    ) { facts, _ in
      let kinds = [("referred-to-cafcass", "referred-to-cafcass"), ("legal-advice-sought", "legal-advice-sought")]
      return TableContent(
        columns: ["step", "count", "disputes"],
        rows: kinds.map { name, type in
          let those = facts.within(type)
          return [.text(name), .count(those.count), .count(Set(those.compactMap { $0["dispute"] }).count)]
        }, records: unique(kinds.flatMap { facts.within($0.1).map(\.record) }))
    },
  ]
}
