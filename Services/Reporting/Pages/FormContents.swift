public import Contracts
public import ReportingRules

extension Form {
  /// The figures and tables that the form prints.
  var contents: FormContents {
    let all = ((wrapper ?? []) + sections).flatMap(\.allBlocks)
    return FormContents(figures: all.flatMap(\.figureNames), tables: all.compactMap(\.tableAsked))
  }
}

extension Form.Section {
  fileprivate var allBlocks: [Form.Block] { (blocks ?? []) + (sections ?? []).flatMap(\.allBlocks) }
}

extension Form.Block {
  fileprivate var figureNames: [String] {
    let quoted = ([text, otherwise].compactMap(\.self) + (points ?? [])).flatMap(Form.Block.quoted)
    return quoted + (figures ?? []) + (highlights ?? []).map(\.figure) + (evidence ?? []).flatMap(\.figures)
  }

  fileprivate var tableAsked: FormContents.TableAsked? {
    table.map { FormContents.TableAsked($0, ages: ages.flatMap { AgeRange($0) }) }
  }

  /// The figures that a text quotes, or their counts.
  private static func quoted(_ text: String) -> [String] {
    text.matches(of: /\{\{(?:figure|counts):([a-z0-9-]+)/).map { String($0.output.1) }
  }
}

extension Pages {
  /// What a form prints; of the plain one where none is named.
  ///
  /// - Throws: -32602 where the form is not known.
  public func contents(of form: KebabWord?) throws(Refusal) -> FormContents {
    guard let contents = contents[form?.text ?? "plain"] else {
      throw Refusal(.wrongParams, "unknown-form", at: "/form")
    }
    return contents
  }

  /// What a form prints, by ``beside``.
  ///
  /// - Throws: -32602 where the form is not known, -32603 where forms or templates cannot be used.
  public static func contents(_ form: KebabWord?) throws(Refusal) -> FormContents {
    switch beside {
    case .success(let pages): try pages.contents(of: form)
    case .failure: throw Refusal(.internal, "cannot-print")
    }
  }
}
