import Contracts
import Policy

// MARK: - Where children live

extension Table {
  static let placementTables: [Table] = [
    Table(
      "in-care-by-placement", [.care, .placements], "children in care on the last day, by type of placement (SSDA903)"
    ) { facts, _ in
      sorted("code", "children", PlacementType.codes, of: facts) { $0.placement(on: facts.to)?.type.code ?? "none" }
    },
    Table(
      "in-care-by-provider", [.care, .placements],
      "children in care on the last day, by provider of the placement (SSDA903)"
    ) { facts, _ in
      sorted("code", "children", PlacementProvider.codes, of: facts) {
        $0.placement(on: facts.to)?.provider?.code ?? "none"
      }
    },
    Table(
      "in-care-by-distance", [.care, .placements], "children in care on the last day, by miles from home to placement"
    ) { facts, _ in
      sorted("miles", "children", ["up-to-5", "over-5-to-20", "over-20", "not-told"], of: facts) { period in
        guard let miles = period.placement(on: facts.to)?.distanceMiles else { return "not-told" }
        return miles > 20 ? "over-20" : miles > 5 ? "over-5-to-20" : "up-to-5"
      }
    },
    Table(
      "in-care-by-location", [.care, .described],
      "children in care on the last day, placed within the authority's area or outside"
    ) { facts, _ in
      let known = Descriptions(facts)
      return sorted("location", "children", ["in-area", "outside-area", "not-told"], of: facts) { period in
        known.placement("inArea", of: period)?.boolean.map { $0 ? "in-area" : "outside-area" } ?? "not-told"
      }
    },
    Table(
      "in-care-by-placements", [.care, .placements],
      "children in care on the last day, by placements begun within the period and the one held at its start"
    ) { facts, _ in
      sorted("placements", "children", ["1", "2", "3-plus"], of: facts) { period in
        let count = period.placementCount(from: facts.from, to: facts.to)
        return count >= 3 ? "3-plus" : "\(count)"
      }
    },
    Table(
      "placement-rates", [.care, .placements, .statuses, .described],
      "children in care on the last day placed outside the area, placed over 20 miles from home (each ÷ those of whom "
        + "it is told), on interim orders (C1), and with three placements or more (÷ all)"
    ) { facts, _ in
      let known = Descriptions(facts)
      let children = facts.children
      let located = children.compactMap { known.placement("inArea", of: $0)?.boolean }
      let distances = children.compactMap { $0.placement(on: facts.to)?.distanceMiles }
      let interim = children.count { $0.status(on: facts.to) == .interimCareOrder }
      let moved = children.count { $0.placementCount(from: facts.from, to: facts.to) >= 3 }
      let rows: [(String, Int, Int)] = [
        ("outside-area", located.count { !$0 }, located.count),
        ("over-20-miles", distances.count { $0 > 20 }, distances.count),
        ("interim-orders", interim, children.count), ("three-or-more-placements", moved, children.count),
      ]
      return TableContent(
        columns: ["rate", "children", "of", "share"],
        rows: rows.map { [.text($0.0), .count($0.1), .count($0.2), .share($0.1, of: $0.2)] },
        records: unique(children.map(\.id)))
    },
    Table(
      "placement-at-entry-by-age", [.care, .policy],
      "entries within the period, by type of the first placement (SSDA903) and band of age"
    ) { facts, _ in
      crossed(
        "code", facts.ageBands.map(\.name), PlacementType.codes,
        facts.entered().map { period in
          (period.placements.first?.type.code ?? "none", facts.band(period, on: period.enteredOn), period.id)
        })
    },
    Table(
      "family-placement-at-entry-by-age", [.care, .policy],
      "entries within the period, by band of age: placed with foster carers (U1 to U6) or parents (P1) first"
    ) { facts, _ in
      let entered = facts.entered()
      return TableContent(
        columns: ["age", "entries", "family", "share"],
        rows: facts.ageBands.map(\.name).map { band in
          let entries = entered.filter { facts.band($0, on: $0.enteredOn) == band }
          let family = entries.count { period in
            period.placements.first.map { $0.type.code.hasPrefix("U") || $0.type == .p1 } ?? false
          }
          return [.text(band), .count(entries.count), .count(family), .share(family, of: entries.count)]
        }, records: unique(entered.map(\.id)))
    },
  ]
}
