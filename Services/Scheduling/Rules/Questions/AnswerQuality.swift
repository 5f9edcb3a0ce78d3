import Contracts
import Policy

extension Answer {
  /// What officers took part in during a span of days, in order of day; one that goes on counts on each of its days.
  static func activities(_ asked: ActivitiesQuestion, _ gather: Gather<SchedulingState>) -> JSON {
    var items: [Item] = []
    gather.forEach("activity") { _, state in
      for (index, activity) in (state.activities?.list ?? []).enumerated() {
        guard activity.on <= asked.to, asked.from <= activity.until ?? activity.on,
          asked.kind.map({ $0 == activity.kind }) ?? true, asked.officer.map({ $0 == activity.officer }) ?? true
        else { continue }
        let place = String(index)
        let key = "\(activity.on)/\(String(repeating: "0", count: max(0, 6 - place.utf8.count)))\(place)"
        items.append(Item(key: key, json: ActivityRecorded(activity).json))
      }
    }
    return page(items, after: asked.after)
  }

  static let activitiesFields: [Field] = [
    .required("items", .list(.object(Activity.fields), 0...pageLimit), "the activities, in order of day"),
    .optional("next", .text(1...128), "the cursor to ask again with, where there is more"),
  ]

  /// A dip sample, and what was found in it.
  static func sample(_ sample: Sample) -> JSON {
    let drawn = sample.drawn
    return .object([
      ("sample", .string(drawn.sample.text)), ("of", .string(drawn.of.rawValue)), ("seed", .integer(drawn.seed)),
      ("population", .integer(drawn.population)),
      (
        "drawn",
        .array(
          drawn.drawn.map { member in
            .object([
              ("child", .string(member.child.text)), ("review", member.review.map { .string($0.text) }),
            ])
          })
      ),
      (
        "findings",
        .array(
          sample.findings.map { found in
            .object([
              ("child", .string(found.child.text)), ("review", found.review.map { .string($0.text) }),
              ("finding", .string(found.finding.text)), ("grade", found.grade.map { .string($0.text) }),
              ("recommendation", found.recommendation.map { .string($0.text) }),
            ])
          })
      ),
    ])
  }

  static let sampleFields: [Field] = [
    .required("sample", .review, "the sample"),
    .required("of", .oneOf(SampleSubject.allCases.map(\.rawValue)), "of what it was drawn"),
    .required("seed", .integer(0...9_007_199_254_740_991), "the number from which the choice follows"),
    .required("population", .integer(0...SampleDraw.largest), "of how many it was drawn"),
    .required(
      "drawn", .list(.object(SampleMember.fields), 0...SampleDraw.most), "what was drawn, in the order of drawing"),
    .required(
      "findings",
      .list(
        .object([
          .required("child", .identifier, "the child"),
          .optional("review", .review, "the review"),
          .required("finding", .word, "what was found"),
          .optional("grade", .word, "how good it was"),
          .optional("recommendation", .review, "the recommendation that an action became"),
        ]), 0...10_000), "what was found, in order of telling"),
  ]
}
