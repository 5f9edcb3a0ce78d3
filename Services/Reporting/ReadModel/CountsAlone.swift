import Contracts
import ReportingRules

extension ReadModel {
  /// The answer to a question of a key that may have counts alone: one by which no child can be found.
  ///
  /// Where the adopted profile leaves small numbers out they are left out for it whatever it asks, and what tells
  /// figures in another way is not told. Certificates come without their seal: it is made of the ids of the records
  /// counted, so whoever knows some could try which of them are behind a small number.
  ///
  /// - Throws: -32003 where small numbers would be told; as ``answer(_:_:_:)``.
  func counts(_ ask: Ask, _ moment: Moment, _ kept: Kept) throws(Refusal) -> JSON {
    switch OwnQuestion(rawValue: ask.method) {
    case .targets, .benchmarks, .signedReports, .comparePolicy, .reconciliation, .restatements:
      let day = try Asked.Period(checking: ask.authority, moment.today, moment.today, nil)
      if try report(day, [], [], moment, kept).suppresses { throw Refusal(.notAllowed, "small-numbers") }
    case .actions, .risks, .impacts, .definitions, nil: break
    }
    return try whole(ask, moment, kept).withoutSeals
  }
}

extension Ask {
  /// Whether small numbers are to be left out; nil where that is the profile's to say.
  var suppress: Bool? {
    let asked = params["suppress"]?.boolean
    return countsAlone && asked == false ? nil : asked
  }
}

extension JSON {
  /// The answer with certificates that are not sealed.
  fileprivate var withoutSeals: JSON {
    switch self {
    case .object(let members):
      .object(
        members.list.map { member in
          guard let text = member.value.string else { return (member.name, member.value.withoutSeals) }
          switch member.name {
          case "certificate": return (member.name, .string(Certificate(text)?.unsealed.text ?? ""))
          case "seal": return (member.name, .string(Certificate.noSeal))
          case _: return (member.name, member.value)
          }
        })
    case .array(let items): .array(items.map(\.withoutSeals))
    case .null, .boolean, .number, .string: self
    }
  }
}
