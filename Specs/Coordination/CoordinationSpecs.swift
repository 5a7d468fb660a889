import QuorateFaults

/// Specs of coordination among processes: mutual exclusion, election, termination.
package let coordinationSpecs = Catalog(
    [
        .spec(ChangRoberts(), instances: ChangRoberts.instances),
        .spec(TerminationDetection(), instances: TerminationDetection.instances),
        .spec(Peterson(), instances: Peterson.instances),
        .spec(LostUpdate(), instances: LostUpdate.instances),
    ])
