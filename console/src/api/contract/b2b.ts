// Made from the OpenAPI document that the server serves:
// UPDATE=1 npx vitest run test/console/contract-types.test.ts
export type VehicleCapabilities = {
  vin: string;
  motorization: "Electric" | "Hybrid" | "Thermic" | "Hydrogen";
  createdAt: string;
  _embedded?: {
    extension: {
      onboardCapabilities?: {
        data: ("data:vehicle:devices:pnc" | "data:telemetry" | "data:telemetry:environment" | "data:telemetry:privacy" | "data:telemetry:vehicle" | "data:telemetry:vehicle:ignition" | "data:telemetry:vehicle:preconditioning" | "data:telemetry:vehicle:energies" | "data:telemetry:vehicle:engines" | "data:telemetry:vehicle:doorsState" | "data:telemetry:vehicle:powertrain" | "data:telemetry:vehicle:battery" | "data:telemetry:vehicle:safety" | "data:telemetry:vehicle:odometer" | "data:telemetry:vehicle:kinetic" | "data:telemetry:vehicle:transmission" | "data:telemetry:vehicle:adas" | "data:telemetry:vehicle:lightingSystem" | "data:telemetry:vehicle:maintenance" | "data:telemetry:vehicle:drivingBehavior" | "data:telemetry:vehicle:wipingBlades" | "data:telemetry:vehicle:alarm" | "data:position" | "data:trip" | "data:alert" | "data:collision")[];
        remote: {
          preconditioning: {
            supported: boolean;
            scopeName: string;
            parameters: {
              programs: {
                size: number;
              };
              immediate: boolean;
            };
          };
          charging: {
            supported: boolean;
            scopeName: string;
            parameters: {
              immediate: {
                start: boolean;
                stop: boolean;
              };
              schedule: {
                programs: {
                  supported: boolean;
                  size: number;
                };
                nextDelayedTime: boolean;
                preferences: {
                  level: boolean;
                  type: boolean;
                };
              };
              preferences: {
                level: boolean;
                type: boolean;
              };
            };
          };
          door: {
            supported: boolean;
            scopeName: string;
          };
          horn: {
            supported: boolean;
            scopeName: string;
          };
          lights: {
            supported: boolean;
            scopeName: string;
          };
          wakeup: {
            supported: boolean;
            scopeName: string;
          };
          navigation: {
            supported: boolean;
            scopeName: string;
          };
          stolen: {
            supported: boolean;
          };
        };
      };
      branding?: {
        brand?: string;
        label?: string;
      };
      pictures?: string[];
    };
  };
};
export type xError = {
  code: number;
  uuid: string;
  message: string;
  timestamp: string;
  debug: string;
  httpCode?: number;
  httpMessage?: string;
  moreInformation?: string;
};
export type Link = {
  href: string;
  templated?: boolean;
};
export type Fleet = {
  _links: {
    self: Link;
    vehicles?: Link;
    status?: Link;
    maintenances?: Link;
    alerts?: Link;
    trips?: Link;
    collisions?: Link;
    monitors?: Link;
    callbacks?: Link;
  };
  id: string;
  name: string;
  description?: string;
  createdAt: string;
};
export type Vehicle = {
  _links: {
    self: Link;
    fleet?: Link;
    lastPosition?: Link;
    trips?: Link;
    maintenance?: Link;
    alerts?: Link;
    status?: Link;
    telemetry?: Link;
    collisions?: Link;
    alarms?: Link;
    monitors?: Link;
    remotes?: Link;
    callbacks?: Link;
  };
  id: string;
  vin: string;
  motorization: "Electric" | "Hybrid" | "Thermic" | "Hydrogen";
  brand?: string;
  pictures?: string[];
  createdAt: string;
  updatedAt: string;
  _embedded?: {
    extension: {
      onboardCapabilities?: {
        data: ("data:vehicle:devices:pnc" | "data:telemetry" | "data:telemetry:environment" | "data:telemetry:privacy" | "data:telemetry:vehicle" | "data:telemetry:vehicle:ignition" | "data:telemetry:vehicle:preconditioning" | "data:telemetry:vehicle:energies" | "data:telemetry:vehicle:engines" | "data:telemetry:vehicle:doorsState" | "data:telemetry:vehicle:powertrain" | "data:telemetry:vehicle:battery" | "data:telemetry:vehicle:safety" | "data:telemetry:vehicle:odometer" | "data:telemetry:vehicle:kinetic" | "data:telemetry:vehicle:transmission" | "data:telemetry:vehicle:adas" | "data:telemetry:vehicle:lightingSystem" | "data:telemetry:vehicle:maintenance" | "data:telemetry:vehicle:drivingBehavior" | "data:telemetry:vehicle:wipingBlades" | "data:telemetry:vehicle:alarm" | "data:position" | "data:trip" | "data:alert" | "data:collision")[];
        remote: {
          preconditioning: {
            supported: boolean;
            scopeName: string;
            parameters: {
              programs: {
                size: number;
              };
              immediate: boolean;
            };
          };
          charging: {
            supported: boolean;
            scopeName: string;
            parameters: {
              immediate: {
                start: boolean;
                stop: boolean;
              };
              schedule: {
                programs: {
                  supported: boolean;
                  size: number;
                };
                nextDelayedTime: boolean;
                preferences: {
                  level: boolean;
                  type: boolean;
                };
              };
              preferences: {
                level: boolean;
                type: boolean;
              };
            };
          };
          door: {
            supported: boolean;
            scopeName: string;
          };
          horn: {
            supported: boolean;
            scopeName: string;
          };
          lights: {
            supported: boolean;
            scopeName: string;
          };
          wakeup: {
            supported: boolean;
            scopeName: string;
          };
          navigation: {
            supported: boolean;
            scopeName: string;
          };
          stolen: {
            supported: boolean;
          };
        };
      };
      branding?: {
        brand?: string;
        label?: string;
      };
      pictures?: string[];
      connection?: {
        state?: "Online" | "Asleep" | "Offline";
        since?: string;
        lastHeardAt?: string;
        withheld?: {
          privacy?: "Geolocation" | "Full";
          services?: string[];
        };
      };
      label?: string;
    };
  };
};
export type Maintenance = {
  vin: string;
  _links: {
    self: Link;
    vehicle?: Link;
    alerts?: Link;
  };
  createdAt: string;
  updatedAt: string;
  daysBeforeMaintenance?: number;
  mileageBeforeMaintenance?: number;
};
export type Stolen = {
  _links: {
    self: Link;
    vehicle?: Link;
  };
  id: string;
  state: boolean;
  createdAt: string;
  updatedAt: string;
  startedAt: string;
  endAt?: string;
  startPosition?: {
    type: "Feature";
    geometry: {
      type: "Point";
      coordinates: number[];
    };
    properties: {
      vin?: string;
      createdAt: string;
      heading?: number;
      signalQuality?: number;
      type?: "Estimated" | "Acquire";
      fixStatus?: "2D" | "3D";
    };
  };
  endPosition?: {
    type: "Feature";
    geometry: {
      type: "Point";
      coordinates: number[];
    };
    properties: {
      vin?: string;
      createdAt: string;
      heading?: number;
      signalQuality?: number;
      type?: "Estimated" | "Acquire";
      fixStatus?: "2D" | "3D";
    };
  };
};
export type Status = {
  _links: {
    self: Link;
    vehicle?: Link;
    vehicles?: Link;
    fleet?: Link;
  };
  vin: string;
  createdAt: string;
  updatedAt: string;
  ignition?: {
    createdAt: string;
    type: "Stop" | "StartUp" | "Start";
  };
  preconditioning?: {
    airConditioning?: {
      createdAt: string;
      status?: "Enabled" | "Disabled" | "Finished" | "Failure";
      startingCause?: "Immediate" | "Scheduled";
      failureCause?: "Defect" | "DoorOpened" | "LowBattery" | "LowFuelLevel" | "TooManyUnusedProg" | "WindowsRoofOpened" | "HoodOpened" | "NotParked" | "OtherFailures";
      programs?: {
        slot?: number;
        enabled: boolean;
        recurrence?: "None" | "Daily";
        start?: string;
        occurence?: {
          day?: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
        };
      }[];
    };
  };
  energies?: {
    createdAt: string;
    type: "Fuel" | "Electric";
    subType?: "FossilEnergy" | "ElectricEnergy" | "Hydrogen";
    level?: number;
    autonomy?: number;
    extension?: {
      fuel?: {
        consumptions?: {
          total?: number;
          instant?: number;
        };
      };
      electric?: {
        battery?: {
          load?: {
            createdAt: string;
            capacity?: number;
            residual?: number;
          };
          health?: {
            createdAt: string;
            capacity?: number;
            resistance?: number;
          };
        };
        charging?: {
          plugged?: boolean;
          status?: "Disconnected" | "InProgress" | "Failure" | "Stopped" | "Finished";
          remainingTime?: string;
          chargingRate?: number;
          chargingPowerLevel?: "Level1" | "Level2" | "Level3" | "Level4" | "Level5";
          chargingMode?: "No" | "Slow" | "Quick";
          nextDelayedTime?: string;
          schedule?: {
            programs?: {
              start?: string;
              end?: string;
              occurence?: {
                day?: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
              };
              enabled?: boolean;
              chargeUntilFull?: boolean;
              slot?: number;
            }[];
          };
          type?: "Partial" | "Full";
        };
      };
    };
  }[];
  engines?: {
    createdAt: string;
    type: "Thermic" | "Electric";
    speed?: number;
    gmpStatus?: "NotRunning" | "Starting" | "Running" | "Stopping" | "Stopped";
    extension?: {
      thermic?: {
        coolant?: {
          level?: number;
          temp?: number;
        };
        oil?: {
          level?: number;
          temp?: number;
        };
        air?: {
          temp?: number;
        };
      };
    };
  }[];
  powertrain?: {
    createdAt: string;
    status: "NotRunning" | "Starting" | "Running" | "Stopping" | "Stopped";
  };
  doorsState?: {
    createdAt: string;
    lockedStates?: ("Unlocked" | "Locked" | "SuperLocked" | "DriverDoorUnlocked" | "CabinDoorsUnlocked" | "CargoDoorsLocked" | "CargoDoorsUnlocked" | "RearDoorsUnlocked" | "RearDoorsLocked" | "TrunkLocked" | "TrunkUnLocked")[];
    opening?: {
      identifier: "Driver" | "Passenger" | "RearLeft" | "RearRight" | "Trunk" | "RearWindow" | "RoofWindow";
      state: "Open" | "Closed";
    }[];
  };
  privacy?: {
    createdAt: string;
    state: "None" | "Geolocation" | "Full";
  };
  battery?: {
    createdAt: string;
    voltage: number;
  };
  service?: {
    createdAt: string;
    type: "Electric" | "Hybrid" | "Unknown";
  };
  safety?: {
    createdAt: string;
    beltStatus?: {
      id: "Driver" | "Passenger";
      belt: "Normal" | "Omission";
    }[];
    autoECallTriggering?: "NotDetected" | "Detected" | "ShockDetectionUnabled";
  };
  odometer?: {
    createdAt: string;
    mileage: number;
  };
  kinetic?: {
    createdAt: string;
    acceleration?: number;
    speed?: number;
    moving?: boolean;
  };
  environment?: {
    air?: {
      createdAt: string;
      temp: number;
    };
    luminosity?: {
      createdAt: string;
      day: boolean;
    };
  };
  drivingBehavior?: {
    createdAt: string;
    mode: "Normal" | "Sport" | "Comfort" | "Eco" | "Sand" | "Mud" | "Snow" | "ZEV" | "Hybrid" | "ZEVEco" | "HybridEco" | "EcoPlus" | "eAWD" | "4AWD" | "ReinforcedLoad";
  };
  lightingSystem?: {
    createdAt: string;
    turn?: {
      direction?: "Left" | "Right";
      position?: "Front" | "Rear";
      status: "Off" | "On";
    }[];
    fog?: {
      direction?: "Left" | "Right";
      position?: "Front" | "Rear";
      status: "Off" | "On";
    }[];
  };
  alarm?: {
    status?: {
      createdAt: string;
      activation: "Inactive" | "Active";
    };
    trigger?: {
      createdAt: string;
      type: "NoBreakIn" | "FrontRightDoorBreakIn" | "FrontLeftDoorBreakIn" | "RearRightFrontDoorBreakIn" | "RearLeftFrontDoorBreakIn" | "HoodDoorBreakIn" | "TrunkDoorBreakIn" | "BackliteDoorBreakIn" | "RoofBreakIn" | "VolumetricBreakIn" | "VehicleLifting" | "ElectricalsystemBreakIn" | "KeyLearning" | "UnauthenticatedStartup";
      startAt: string;
      position?: {
        type: "Feature";
        geometry: {
          type: "Point";
          coordinates: number[];
        };
        properties: {
          vin?: string;
          createdAt: string;
          heading?: number;
          signalQuality?: number;
          type?: "Estimated" | "Acquire";
          fixStatus?: "2D" | "3D";
        };
      };
    };
  };
  lastPosition?: {
    type: "Feature";
    geometry: {
      type: "Point";
      coordinates: number[];
    };
    properties: {
      vin?: string;
      createdAt: string;
      heading?: number;
      signalQuality?: number;
      type?: "Estimated" | "Acquire";
      fixStatus?: "2D" | "3D";
    };
  };
  transmission?: {
    gearbox?: {
      mode?: {
        automatic?: boolean;
        sport?: boolean;
        snow?: boolean;
        sequential?: boolean;
        semiManual?: boolean;
      };
      ratio?: "Ratio1" | "Ratio2" | "Ratio3" | "Ratio4" | "Ratio5" | "Ratio6" | "Ratio7" | "Ratio8" | "Neutral" | "Reverse";
    };
  };
  adas?: {
    parkAssist?: {
      front?: ("Fault" | "DriverInhibition" | "Active" | "Wait" | "OutOfService")[];
      rear?: ("Fault" | "DriverInhibition" | "Active" | "Wait" | "OutOfService" | "TrailerInhibition")[];
    };
    accr?: "Activated" | "Fault" | "Hold" | "HoldWithOverSpeeding" | "Off" | "OverSpeedingByPedalPress" | "StandBy";
    lvv?: boolean;
    rvv?: "Off" | "NoBestFit" | "BestFitInProgress" | "BestFitMax" | "BestFitMin" | "BestFitDeactivated" | "AutoDeactivated" | "OverflowSpeedConsign" | "LackOfVisibilityRadar" | "LearningRadar" | "Deactivated" | "LimitSetting";
    aebs?: "Off" | "Fixed" | "OnFlashing";
    afil?: "FlashingFault" | "FlashingWarning" | "Off" | "OnFixed";
    artiv?: "NotSelected" | "Selected" | "Unavailable";
    bsm?: "Active" | "Inactive" | "Disabled" | "Fault";
    esp?: boolean;
    abs?: boolean;
    fse?: boolean;
    sli?: number;
    rlka?: "Authorized" | "CorrectionInProgress" | "NotAuthorized" | "NotSelected";
    llka?: "Authorized" | "CorrectionInProgress" | "NotAuthorized" | "NotSelected";
    rgi?: "None" | "Up" | "Down" | "UpDown";
  };
  wipingBlades?: {
    createdAt: string;
    active: boolean;
    speed?: "High" | "Low";
  };
  stolen?: Stolen;
  _embedded?: {
    extension: {
      provenance?: Record<string, {
        createdAt: string;
        receivedAt: string;
        source: string;
      }>;
    };
  };
};
export type Telemetry = {
  _links: {
    self: Link;
    vehicle?: Link;
    trip?: Link;
  };
  createdAt: string;
  privacy?: {
    state: "None" | "Geolocation" | "Full";
  };
  environment?: {
    air?: {
      temp: number;
    };
    luminosity?: {
      day: boolean;
    };
  };
  vehicle?: {
    engines?: {
      type: "Thermic" | "Electric";
      speed?: number;
      gmpStatus?: "NotRunning" | "Starting" | "Running" | "Stopping" | "Stopped";
      extension?: {
        thermic?: {
          coolant?: {
            level?: number;
            temp?: number;
          };
          oil?: {
            level?: number;
            temp?: number;
          };
          air?: {
            temp?: number;
          };
        };
      };
    }[];
    energies?: {
      type: "Fuel" | "Electric";
      subType?: "FossilEnergy" | "ElectricEnergy" | "Hydrogen";
      level?: number;
      autonomy?: number;
      extension?: {
        fuel?: {
          consumptions?: {
            total?: number;
            instant?: number;
          };
        };
        electric?: {
          battery?: {
            load?: {
              capacity?: number;
              residual?: number;
            };
            health?: {
              capacity?: number;
              resistance?: number;
            };
          };
          charging?: {
            plugged?: boolean;
            status?: "Disconnected" | "InProgress" | "Failure" | "Stopped" | "Finished";
            remainingTime?: string;
            chargingRate?: number;
            chargingPowerLevel?: "Level1" | "Level2" | "Level3" | "Level4" | "Level5";
            chargingMode?: "No" | "Slow" | "Quick";
            nextDelayedTime?: string;
            schedule?: {
              programs?: {
                start?: string;
                end?: string;
                occurence?: {
                  day?: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
                };
                enabled?: boolean;
                chargeUntilFull?: boolean;
                slot?: number;
              }[];
            };
            type?: "Partial" | "Full";
          };
        };
      };
    }[];
    transmission?: {
      gearbox?: {
        mode?: {
          automatic?: boolean;
          sport?: boolean;
          snow?: boolean;
          sequential?: boolean;
          semiManual?: boolean;
        };
        ratio?: "Ratio1" | "Ratio2" | "Ratio3" | "Ratio4" | "Ratio5" | "Ratio6" | "Ratio7" | "Ratio8" | "Neutral" | "Reverse";
      };
    };
    powertrain?: {
      status: "NotRunning" | "Starting" | "Running" | "Stopping" | "Stopped";
    };
    lightingSystem?: {
      turn?: {
        direction?: "Left" | "Right";
        position?: "Front" | "Rear";
        status: "Off" | "On";
      }[];
      fog?: {
        direction?: "Left" | "Right";
        position?: "Front" | "Rear";
        status: "Off" | "On";
      }[];
    };
    ignition?: {
      createdAt: string;
      type: "Stop" | "StartUp" | "Start";
    };
    doorsState?: {
      lockedStates?: ("Unlocked" | "Locked" | "SuperLocked" | "DriverDoorUnlocked" | "CabinDoorsUnlocked" | "CargoDoorsLocked" | "CargoDoorsUnlocked" | "RearDoorsUnlocked" | "RearDoorsLocked" | "TrunkLocked" | "TrunkUnLocked")[];
      opening?: {
        identifier: "Driver" | "Passenger" | "RearLeft" | "RearRight" | "Trunk" | "RearWindow" | "RoofWindow";
        state: "Open" | "Closed";
      }[];
    };
    battery?: {
      voltage: number;
    };
    safety?: {
      beltStatus?: {
        id: "Driver" | "Passenger";
        belt: "Normal" | "Omission";
      }[];
      autoECallTriggering?: "NotDetected" | "Detected" | "ShockDetectionUnabled";
    };
    odometer?: {
      mileage: number;
    };
    kinetic?: {
      acceleration?: number;
      speed?: number;
      moving?: boolean;
    };
    drivingBehavior?: {
      mode: "Normal" | "Sport" | "Comfort" | "Eco" | "Sand" | "Mud" | "Snow" | "ZEV" | "Hybrid" | "ZEVEco" | "HybridEco" | "EcoPlus" | "eAWD" | "4AWD" | "ReinforcedLoad";
    };
    alarm?: {
      status?: {
        activation: "Inactive" | "Active";
      };
      trigger?: {
        type: "NoBreakIn" | "FrontRightDoorBreakIn" | "FrontLeftDoorBreakIn" | "RearRightFrontDoorBreakIn" | "RearLeftFrontDoorBreakIn" | "HoodDoorBreakIn" | "TrunkDoorBreakIn" | "BackliteDoorBreakIn" | "RoofBreakIn" | "VolumetricBreakIn" | "VehicleLifting" | "ElectricalsystemBreakIn" | "KeyLearning" | "UnauthenticatedStartup";
        startAt: string;
        position?: {
          type: "Feature";
          geometry: {
            type: "Point";
            coordinates: number[];
          };
          properties: {
            vin?: string;
            createdAt: string;
            heading?: number;
            signalQuality?: number;
            type?: "Estimated" | "Acquire";
            fixStatus?: "2D" | "3D";
          };
        };
      };
    };
    adas?: {
      parkAssist?: {
        front?: ("Fault" | "DriverInhibition" | "Active" | "Wait" | "OutOfService")[];
        rear?: ("Fault" | "DriverInhibition" | "Active" | "Wait" | "OutOfService" | "TrailerInhibition")[];
      };
      accr?: "Activated" | "Fault" | "Hold" | "HoldWithOverSpeeding" | "Off" | "OverSpeedingByPedalPress" | "StandBy";
      lvv?: boolean;
      rvv?: "Off" | "NoBestFit" | "BestFitInProgress" | "BestFitMax" | "BestFitMin" | "BestFitDeactivated" | "AutoDeactivated" | "OverflowSpeedConsign" | "LackOfVisibilityRadar" | "LearningRadar" | "Deactivated" | "LimitSetting";
      aebs?: "Off" | "Fixed" | "OnFlashing";
      afil?: "FlashingFault" | "FlashingWarning" | "Off" | "OnFixed";
      artiv?: "NotSelected" | "Selected" | "Unavailable";
      bsm?: "Active" | "Inactive" | "Disabled" | "Fault";
      esp?: boolean;
      abs?: boolean;
      fse?: boolean;
      sli?: number;
      rlka?: "Authorized" | "CorrectionInProgress" | "NotAuthorized" | "NotSelected";
      llka?: "Authorized" | "CorrectionInProgress" | "NotAuthorized" | "NotSelected";
      rgi?: "None" | "Up" | "Down" | "UpDown";
    };
    lighting?: {
      turn?: ("Left" | "Right")[];
      light?: ("Front" | "Rear")[];
      status?: ("On" | "Off")[];
    };
    wipingBlades?: {
      createdAt: string;
      active: boolean;
      speed?: "High" | "Low";
    };
  };
  _embedded?: {
    extension: {
      location?: {
        type: "Feature";
        geometry: {
          type: "Point";
          coordinates: number[];
        };
        properties: {
          vin?: string;
          heading?: number;
          signalQuality?: number;
          type?: "Estimated" | "Acquire";
          fixStatus?: "2D" | "3D";
        };
      };
      maintenance?: {
        vin: string;
        createdAt: string;
        daysBeforeMaintenance?: number;
        mileageBeforeMaintenance?: number;
      };
    };
  };
};
export type Collision = {
  vin: string;
  _links: {
    self: Link;
    vehicle?: Link;
    trip?: Link;
  };
  id: string;
  createdAt: string;
  updatedAt: string;
  details: {
    side: "Front" | "Rear" | "Lateral";
    severity?: "Minimal" | "Minor" | "Major";
  }[];
  tippedOver?: boolean;
  pedestrian?: boolean;
};
export type Alert = {
  vin: string;
  _links: {
    self: Link;
    vehicle: Link;
    position: Link;
    trips?: Link[];
  };
  id: string;
  createdAt: string;
  updatedAt: string;
  active: boolean;
  type: "AbsBrakingSystemFault" | "ActiveSpoilerFault" | "AdBlueFault" | "AdBlueFaultStartingImpossible" | "AdBlueFaultStartingImpossibleSoon" | "AddWasherFluid" | "AirbagOrSeatBeltPretensionerOrActiveHoodFailure" | "AssistanceButtonFault" | "AutomaticBrakingDeactivated" | "AutomaticHeadlightAdjustmentFault" | "BatteryChargeOrElectricalCircuitSystemFailure" | "BrakingSystemFailure" | "ChargingFailure" | "CheckTheCenterBrakeLamp" | "CollisionDetectionSystemFault" | "CollisionMitigationSystemFault" | "CoolantLevellow" | "DrivingAssistanceSensorBlind" | "ElectricTractionSystemFailureLimitSpeed" | "ElectricTractionSystemFailureStopVehicle" | "ElectricTractionSystemFault" | "ElectronicImmobiliserFault" | "EmissionSystemOrAdBlueQualityFailueStartingImpossible" | "EmissionSystemOrAdBlueQualityFailueStartingImpossibleSoon" | "EmissionSystemOrAdBlueQualityFailure" | "EngineFailure" | "EngineFault" | "EngineMisfiringFuel" | "EngineOilPressureFailure" | "EngineTemperatureFailure" | "EspAsrSystemFault" | "FrontLeftFlashingIndicatorFault" | "FrontLeftFogLampsFault" | "FrontLeftParkingLampsFault" | "FrontRightFlashingIndicatorFault" | "FrontRightFogLampsFault" | "FrontRightParkingLampsFault" | "FuelLevelLow" | "GearboxFault" | "HeadlightsFault" | "InstalledSpareWheelFault" | "InterVehicleTimeMeasurementFault" | "LaneChangeAssistanceFault" | "LaneDepartureWarningSystemFault" | "LeftBrakeLampFault" | "LeftFrontDoorOpen" | "LeftFrontDoorOpenLowSpeed" | "LeftFrontTirePressurSensorFault" | "LeftFrontTirePuncture" | "LeftFrontTireUnderInflated" | "LeftRearDoorOpen" | "LeftRearDoorOpenLowSpeed" | "LeftRearTirePressurSensorFault" | "LeftRearTirePuncture" | "LeftRearTireUnderInflated" | "LeftReverseLampFault" | "OilLevelLow" | "ParkAssistSystemFault" | "ParkingBrakeOrHillStartSystemFailure" | "ParticleFilterAdditiveLevelTooLow" | "ParticleFilterFull" | "ParticleFilterRegenerating" | "PowerSteeringFailure" | "PowerSteeringFault" | "PreheatingPreventilationDeactivatedBatteryLow" | "PreheatingPreventilationDeactivatedClockUnset" | "PreheatingPreventilationDeactivatedFuelLevelLow" | "RearLeftFlashingIndicatorFault" | "RearLeftFogLampsFault" | "RearLeftParkingLampsFault" | "RearRightFlashingIndicatorFault" | "RearRightFogLampsFault" | "RearRightParkingLampsFault" | "RearWindowOpen" | "RearWindowOpenLowSpeed" | "ReplaceBrakePads" | "ReplaceTheRemoteControlBattery" | "RetractableRoofMechanismFault" | "RightBrakeLampFault" | "RightFrontDoorOpenLowSpeed" | "RightFrontDoorOpen" | "RightFrontTirePressurSensorFault" | "RightFrontTirePuncture" | "RightFrontTireUnderInflated" | "RightRearDoorOpen" | "RightRearDoorOpenLowSpeed" | "RightRearTirePressurSensorFault" | "RightRearTirePuncture" | "RightRearTireUnderInflated" | "RightReverseLampFault" | "RiskOfIce" | "RoofOperationNotPossibleSpeedUnknown" | "RoofOperationNotPossibleTooHighTemp" | "ShiftToPark" | "SteeringLockFault" | "SuspensionFault" | "SuspensionFaultLimitSpeed" | "SuspensionFaultRepaireVehicle" | "TireUnderInflationDetectionSystemFault" | "TooManyRoofOperation" | "TrailerConnectionFault" | "TrunkOrHoodOpen" | "TrunkOrHoodOpenLowSpeed" | "WaterInTheDieselFuelFilter";
  severity: "Information" | "Warning" | "Critical";
  startedAt: string;
  endAt?: string;
  startPosition?: {
    type: "Feature";
    geometry: {
      type: "Point";
      coordinates: number[];
    };
    properties: {
      vin?: string;
      createdAt: string;
      heading?: number;
      signalQuality?: number;
      type?: "Estimated" | "Acquire";
      fixStatus?: "2D" | "3D";
    };
  };
  endPosition?: {
    type: "Feature";
    geometry: {
      type: "Point";
      coordinates: number[];
    };
    properties: {
      vin?: string;
      createdAt: string;
      heading?: number;
      signalQuality?: number;
      type?: "Estimated" | "Acquire";
      fixStatus?: "2D" | "3D";
    };
  };
};
export type AlarmDetails = {
  _links: {
    self: Link;
    vehicle?: Link;
  };
  id: string;
  status?: {
    createdAt: string;
    activation: "Inactive" | "Active";
  };
  trigger?: {
    createdAt: string;
    type: "NoBreakIn" | "FrontRightDoorBreakIn" | "FrontLeftDoorBreakIn" | "RearRightFrontDoorBreakIn" | "RearLeftFrontDoorBreakIn" | "HoodDoorBreakIn" | "TrunkDoorBreakIn" | "BackliteDoorBreakIn" | "RoofBreakIn" | "VolumetricBreakIn" | "VehicleLifting" | "ElectricalsystemBreakIn" | "KeyLearning" | "UnauthenticatedStartup";
    startAt: string;
    position?: {
      type: "Feature";
      geometry: {
        type: "Point";
        coordinates: number[];
      };
      properties: {
        vin?: string;
        createdAt: string;
        heading?: number;
        signalQuality?: number;
        type?: "Estimated" | "Acquire";
        fixStatus?: "2D" | "3D";
      };
    };
  };
};
export type Trip = {
  vin: string;
  _links: {
    self: Link;
    vehicle?: Link;
    waypoints?: Link;
    alerts?: Link;
    collisions?: Link;
  };
  id: string;
  createdAt: string;
  updatedAt: string;
  startedAt: string;
  stoppedAt?: string;
  startPosition?: {
    type: "Feature";
    geometry: {
      type: "Point";
      coordinates: number[];
    };
    properties: {
      vin?: string;
      createdAt: string;
      heading?: number;
      signalQuality?: number;
      type?: "Estimated" | "Acquire";
      fixStatus?: "2D" | "3D";
    };
  };
  stopPosition?: {
    type: "Feature";
    geometry: {
      type: "Point";
      coordinates: number[];
    };
    properties: {
      vin?: string;
      createdAt: string;
      heading?: number;
      signalQuality?: number;
      type?: "Estimated" | "Acquire";
      fixStatus?: "2D" | "3D";
    };
  };
  duration: number;
  distance: number;
  startMileage?: number;
  startEnergies?: {
    type: "Fuel" | "Electric";
    subType?: "FossilEnergy" | "ElectricEnergy" | "Hydrogen";
    level?: number;
    autonomy?: number;
  }[];
  endEnergies?: {
    type: "Fuel" | "Electric";
    subType?: "FossilEnergy" | "ElectricEnergy" | "Hydrogen";
    level?: number;
    autonomy?: number;
  }[];
  energyConsumptions?: {
    type: "Fuel" | "Electric";
    subType?: "FossilEnergy" | "ElectricEnergy" | "Hydrogen";
    consumption: number;
    avgConsumption?: number;
  }[];
  kinetic?: {
    avgSpeed?: number;
    maxSpeed?: number;
  };
  segments?: {
    propulsion: "Thermal" | "Electric" | "Hybrid";
    percent: number;
    distance: number;
  }[];
  done: boolean;
  faults: {
    fault: "Unstarted" | "DataLacking" | "Unfinished";
    cause: "GeoPrivacy" | "FullPrivacy" | "Connection";
  }[];
};
export type Attribute = {
  type: "Header" | "Body" | "Query";
  key: string;
  value: string;
};
export type Webhook = {
  name: string;
  target: string;
  attributes?: Attribute[];
};
export type RetryPolicy = {
  policy: "None" | "Bounded" | "Always";
  retryNumber?: number;
  retryDelay?: number;
};
export type BatchNotify = {
  size: number;
  timeWindow?: number;
};
export type RemoteCallbackSubscribe = {
  label?: string;
  callback: {
    webhook: Webhook;
  };
  remoteTypes: ("ThermalPreconditioning" | "ElectricBatteryChargingRequest" | "Horn" | "Doors" | "Lights" | "Immobilization" | "Stolen" | "WakeUp" | "Navigation")[];
  retryPolicy?: RetryPolicy;
  batchNotify?: BatchNotify;
};
export type RemoteCallback = {
  _links: {
    self: Link;
    fleet?: Link;
    remotes?: Link;
  };
  id: string;
  subscribe: RemoteCallbackSubscribe;
  status: "Running" | "Paused" | "Failed";
  createdAt: string;
  updatedAt: string;
};
export type CallbackRef = {
  _links: {
    callback?: Link;
    fleet?: Link;
  };
  callbackId: string;
  status: "Running" | "Paused" | "Failed";
  secret?: string;
};
export type Attempt = {
  number: number;
  at: string;
  code?: number;
  error?: string;
  tookMs: number;
};
export type Delivery = {
  _links: {
    self: Link;
  };
  id: string;
  type: "Monitor" | "Remote" | "Ping";
  monitorId?: string;
  remoteActionId?: string;
  eventDate: string;
  status: "Waiting" | "Delivered" | "Deleted";
  createdAt: string;
  expiresAt?: string;
  finishedAt?: string;
  attempts?: Attempt[];
};
export type Point = {
  longitude: number;
  latitude: number;
};
export type ZoneTrigger = {
  transition: "In" | "Out";
  place?: {
    radius: number;
    center: Point;
  };
  polygon?: Point[];
  minDuration?: number;
};
export type TimeTrigger = {
  times: {
    recurrence: "None" | "Daily";
    start: string;
    duration?: string;
    occurence?: {
      day?: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
      week?: string[];
    };
  }[];
  timeZone: string;
};
export type DataTrigger = {
  data: string;
  op: "equalsTo" | "greaterThan" | "lowerThan" | "includedIn" | "onChange";
  value?: string[];
  previous?: {
    op: "equalsTo" | "includedIn";
    value: string[];
  };
};
export type MonitorTrigger = {
  name: string;
  zone?: ZoneTrigger;
  time?: TimeTrigger;
  data?: DataTrigger;
};
export type MonitorParameter = {
  label: string;
  subscribeParam: {
    callback: {
      webhook: Webhook;
    };
    refreshEvent?: number;
    retryPolicy?: RetryPolicy;
    batchNotify?: BatchNotify;
  };
  extendedEventParam?: string[];
  triggerParam: {
    triggers: MonitorTrigger[];
    boolExp: string;
  };
};
export type Monitor = {
  _links: {
    self: Link;
    fleet?: Link;
  };
  monitorId: string;
  monitor: MonitorParameter;
  status: "Running" | "Paused" | "Failed";
  createdAt: string;
  updatedAt: string;
};
export type MonitorRef = {
  _links: {
    monitor?: Link;
    fleet?: Link;
  };
  monitorId: string;
  status: "Running" | "Paused" | "Failed";
  createdAt: string;
  updatedAt: string;
  secret?: string;
};
export type MonitorEvent = {
  id: string;
  vin?: string;
  vid?: string;
  eventDate: string;
  refresh: boolean;
  values: {
    data: string;
    value: {
      type: string;
      body: {
        literalValue?: string;
        objectValues?: Record<string, unknown>[];
      };
    };
    previous?: string;
  }[];
};
export type RemotePreconditioning = {
  airConditioning: {
    immediate?: boolean;
    programs?: {
      slot?: number;
      enabled?: boolean;
      recurrence?: "None" | "Daily";
      start?: string;
      occurence?: {
        day?: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
      };
      actionsType?: "Set" | "Delete";
    }[];
  };
};
export type RemoteCharging = {
  immediate?: boolean;
  schedule?: {
    programs?: {
      slot?: number;
      enabled?: boolean;
      recurrence?: "None" | "Daily";
      start?: string;
      occurence?: {
        day?: ("Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")[];
      };
      end?: string;
    }[];
    nextDelayedTime?: string;
  };
  preferences?: {
    level?: "Level1" | "Level2" | "Level3" | "Level4" | "Level5";
    type?: "Partial" | "Full";
  };
  nextDelayedTime?: string;
};
export type Remote = {
  label?: string;
  preconditioning?: RemotePreconditioning;
  charging?: RemoteCharging;
  door?: {
    state: "Locked" | "Unlocked";
    forced?: boolean;
  };
  horn?: {
    state: "Activated" | "Unactivated";
  };
  lights?: {
    on: boolean;
  };
  wakeUp?: {
    action?: "WakeUp";
  };
  navigation?: {
    positions: {
      type: "Point";
      coordinates: number[];
    }[];
    driverApproval?: boolean;
  };
  immobilization?: {
    activate: boolean;
  };
  stolen?: {
    stolen?: boolean;
    trackingPeriod?: {
      running?: number;
      shutdown?: number;
    };
    immobilization?: {
      activate: boolean;
    };
  };
};
export type RemoteAction = {
  _links: {
    self: Link;
    callback?: Link;
    fleet?: Link;
  };
  remoteActionId: string;
  type: "ThermalPreconditioning" | "ElectricBatteryChargingRequest" | "Doors" | "Horn" | "Lights" | "WakeUp" | "Navigation" | "Immobilization" | "Stolen";
  status: "Accepted" | "CheckingVehicle" | "WakingUpVehicle" | "SentToVehicle" | "VehicleBatteryChargeTooLow" | "TooManyWakeUpsOverMonth" | "Success" | "AlreadyDone" | "Failed";
  remote: Remote;
  failureCause?: "GeneralError" | "VehicleError" | "WrongCommand" | "VehicleConnectionTimeout" | "MissingRights" | "NotPossibleDueToVehicleBatteryLevel" | "NotPossibleDueToVehiclePrivacyLevel" | "TooManyWakeUpsOverMonth" | "TooManyRequestInShortTime" | "TooManyRequestSent" | "SameActionInProgress" | "NotPossibleDueToVehicleStolenState" | "VehicleInUse" | "DoorsOpen" | "CidInside" | "VehicleErrorOrCidInside" | "ExternalChargingSystemError" | "VehicleChargingSystemError" | "VehicleIsNotLocked" | "CanceledByDriver";
  feedbackDetail?: "NoCIDBlacklisted" | "CIDBlacklisted";
};
export type RemotePostResponse = {
  _links: {
    callback?: Link;
    remote?: Link;
    fleet?: Link;
  };
  remoteActionId: string;
  type: "ThermalPreconditioning" | "ElectricBatteryChargingRequest" | "Doors" | "Horn" | "Lights" | "WakeUp" | "Navigation" | "Immobilization" | "Stolen";
};
export type StatusSetter = {
  status: "Running" | "Paused";
};
export type Redelivered = {
  redelivered: number;
};
export type CallbackSecret = {
  secret: string;
  previousUntil: string;
};
export type MonitorDryRun = {
  from: string;
  until: string;
  reports: number;
  isComplete: boolean;
  events: {
    vin?: string;
    eventDate: string;
    values: {
      data: string;
      value: {
        type: string;
        body: {
          literalValue?: string;
          objectValues?: Record<string, unknown>[];
        };
      };
      previous?: string;
    }[];
    refresh: boolean;
  }[];
};
