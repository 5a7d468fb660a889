import BigInt

extension RunSchema {
    /// Question with a few answers, one of which is true of every run.
    enum Split: Hashable, Sendable {
        /// The form, which only grows or only shrinks along a run, is met all along a stage, or nowhere in it, or it changes
        /// once: the stage is cut after the step that does it, and before it as well where the form shrinks.
        case change(of: LinearForm, stage: Int)
        /// The statement at this position of ``open``: one part of a choice is true; an event happens in one of the stages.
        case statement(Int)
    }

    /// Direction in which the value of a form goes along every run.
    enum Course: Hashable, Sendable { case fixed, rising, falling }

    /// Schemas of the cases of a split, with what is known in each; nil where there is no such split.
    func cases(of split: Split) -> [RunSchema]? {
        switch split {
        case .change(let form, let stage):
            guard stages.indices.contains(stage), let (course, step) = course(of: form) else { return nil }
            return cases(form, course, step, stage)
        case .statement(let position):
            guard open.indices.contains(position) else { return nil }
            return cases(ofStatement: position)
        }
    }

    /// The direction of a form, and the largest change by one step; nil where it goes both ways.
    func course(of form: LinearForm) -> (Course, BigInt)? {
        let changes = system.rules.map { $0.change(of: form, in: system) }
        let (least, most) = (changes.min() ?? 0, changes.max() ?? 0)
        if least >= 0, most <= 0 { return (.fixed, 0) }
        if least >= 0 { return (.rising, most) }
        return most <= 0 ? (.falling, -least) : nil
    }

    private func cases(_ form: LinearForm, _ course: Course, _ step: BigInt, _ stage: Int) -> [RunSchema] {
        let opposite = -form - LinearForm(1)
        func known(_ form: LinearForm, at moment: Int, isMet: Bool) -> RunSchema {
            var schema = self
            schema.assume(.now(.atLeastZero(form)), at: moment)
            schema.settle(isMet ? form : -form - LinearForm(1), course, isMet: isMet, in: stage)
            return schema
        }
        let isRising = course == .rising
        let whole = [
            known(form, at: isRising ? stage : stage + 1, isMet: true),
            known(opposite, at: isRising ? stage + 1 : stage, isMet: false),
        ]
        return course == .fixed ? whole : whole + [changing(form, course, step, stage)]
    }

    /// The case in which a stage has a step that makes a form negative, or no longer so.
    ///
    /// A form that grows, by at most `step`, changes at the end of the first part, in which no rule that waits for it is taken.
    /// One that shrinks changes in a part of one step, which such a rule may still take.
    private func changing(_ form: LinearForm, _ course: Course, _ step: BigInt, _ stage: Int) -> RunSchema {
        let opposite = -form - LinearForm(1)
        var schema = self
        schema.cut(stage)
        if course == .rising {
            schema.assume(.now(.atLeastZero(opposite)), at: stage)
            schema.assume(.now(.atLeastZero(form)), at: stage + 1)
            schema.assume(.now(.atLeastZero(opposite + LinearForm(step))), at: stage + 1)
            schema.settle(form, course, isMet: false, in: stage)
            schema.settle(form, course, isMet: true, in: stage + 1)
        } else {
            schema.cut(stage + 1)
            schema.stages[stage + 1].isSingle = true
            schema.assume(.now(.atLeastZero(form)), at: stage + 1)
            schema.assume(.now(.atLeastZero(opposite)), at: stage + 2)
            schema.settle(form, course, isMet: true, in: stage + 1)
            schema.settle(form, course, isMet: false, in: stage + 2)
        }
        return schema
    }

    private func cases(ofStatement position: Int) -> [RunSchema] {
        var rest = self
        let dated = rest.open.remove(at: position)
        switch dated.statement {
        case .any(let parts):
            return parts.map { part in
                var schema = rest
                schema.assume(part, at: dated.moment)
                return schema
            }
        case .eventually(let part):
            return (dated.moment..<last).map { stage in
                var schema = rest
                schema.cut(stage)
                schema.assume(part, at: stage + 1)
                return schema
            }
        case .now, .not, .all, .always: preconditionFailure("only choices and events are open")
        }
    }
}

extension CounterSystem.Rule {
    /// Change of a form's value by one firing.
    func change(of form: LinearForm, in system: CounterSystem) -> BigInt {
        let moved = from == to ? 0 : form[system.location(to)] - form[system.location(from)]
        return growth.enumerated().reduce(moved) { $0 + BigInt($1.element) * form[system.counter($1.offset)] }
    }
}
