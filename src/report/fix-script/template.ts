/** The first line. A file that does not begin with it was written by somebody else. */
export const MARK = '# Made by vmlint --fix-script, which writes over this file: do not edit it.';

export const HEAD = String.raw`${MARK}
#Requires -Version 5.1
#Requires -Modules Hyper-V
#Requires -RunAsAdministrator
<#
.SYNOPSIS
Makes the fixes that vmlint proposes for virtual machines of Hyper-V, with the commands of Hyper-V.

.DESCRIPTION
A VM that is registered on this host is changed where it is. It has to be off.

A VM that is not is imported with the fixes made, from its exported configuration: a copy of it with
-Destination, or the exported files themselves with -Register. Network adapters whose switch this host
does not have are disconnected.

Begin with -WhatIf, which changes nothing and says what would be done. -Verbose says which finding of
vmlint each fix is for.

The exit code is 0 if every VM was handled, and 1 if one was not: a warning says why.

.PARAMETER Destination
Import a copy of each VM that is not registered here into a folder of its own in this folder.

.PARAMETER GenerateNewId
Give the copies new identifiers. They are then other VMs than those that were exported, so running this
script again makes more copies.

.PARAMETER VhdSourcePath
The folder with the virtual hard disks to copy, where they are not where the configuration says.

.PARAMETER Register
Register VMs where their exported files are, which from then on belong to Hyper-V.

.PARAMETER BasePath
The folder that the paths of the configurations start from: that of this script, unless you say otherwise.

.PARAMETER Only
The identifiers of the VMs to handle, with commas between them; all, unless you say otherwise.

.PARAMETER MatchById
Also change a registered VM whose configuration is another file than the one that vmlint has read. It has
the same identifier: it is the same VM, or the one was copied from the other.

.PARAMETER RemoveSavedState
Drop what a saved VM had in its memory, as if its power had been cut. Without it, saved VMs are left alone.

.EXAMPLE
powershell -ExecutionPolicy Bypass -File .\fix.ps1 -WhatIf -Verbose

Says what would be done.

.EXAMPLE
.\fix.ps1

Changes the VMs that are registered on this host.

.EXAMPLE
.\fix.ps1 -Destination D:\VMs

Also imports those that are not, as copies.

.LINK
https://learn.microsoft.com/powershell/module/hyper-v/compare-vm
#>
[CmdletBinding(SupportsShouldProcess, DefaultParameterSetName = 'Registered')]
param(
    [Parameter(Mandatory, ParameterSetName = 'Copy')]
    [ValidateNotNullOrEmpty()]
    [string] $Destination,

    [Parameter(ParameterSetName = 'Copy')]
    [switch] $GenerateNewId,

    [Parameter(ParameterSetName = 'Copy')]
    [string] $VhdSourcePath,

    [Parameter(Mandatory, ParameterSetName = 'Register')]
    [switch] $Register,

    [ValidateNotNullOrEmpty()]
    [string] $BasePath = $PSScriptRoot,

    # Strings, because with powershell -File a list is one string.
    [ValidateNotNullOrEmpty()]
    [string[]] $Only,

    [switch] $MatchById,

    [switch] $RemoveSavedState
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# On older hosts PowerShell 7 gets copies of VMs from Windows PowerShell, which no command takes.
if ((Get-Command -Name 'Hyper-V\Get-VM').CommandType -ne 'Cmdlet') {
    throw 'PowerShell 7 cannot use the module Hyper-V of this host: run this script with powershell, not pwsh'
}

# The VMs, what is to be done to each, and which finding of vmlint that is for.
`;

export const REST = String.raw`
# Names may hold anything: what steers a terminal, or cannot be seen, is shown as its number.
function Format-Text([string] $Text) {
    [regex]::Replace($Text, '[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]', { param($found) '\u{0:x4}' -f [int] $found.Value[0] })
}

function Get-Label($Machine) {
    '{0} ({1})' -f (Format-Text $Machine.Name), (Format-Text $Machine.File)
}

# What is asked about here is not asked about again by each command.
function Invoke-Step($Command, $Vm) {
    $ConfirmPreference = 'None'
    $null = & $Command $Vm
}

function Invoke-Fixes($Machine, $Vm, [string[]] $When) {
    foreach ($fix in $Machine.Fixes) {
        if ($When -notcontains $fix.When) { continue }
        foreach ($finding in $fix.Findings) { Write-Verbose $finding }
        if ($PSCmdlet.ShouldProcess((Get-Label $Machine), $fix.What)) {
            Invoke-Step $fix.Command $Vm
        }
    }
}

# Does nothing to a VM that is off.
function Clear-SavedState($Machine, $Vm) {
    if ($Vm.State.ToString() -notlike '*Saved') { return }
    if (-not $RemoveSavedState) {
        throw 'it is saved: start it and shut it down, or give -RemoveSavedState, which drops what was in its memory'
    }
    if ($PSCmdlet.ShouldProcess((Get-Label $Machine), 'remove its saved state')) {
        Hyper-V\Remove-VMSavedState -VM $Vm -Confirm:$false
    } elseif (-not $WhatIfPreference) {
        throw 'it is still saved'
    }
}

# Hyper-V keeps what it was to import, and with it the exported files, until it is told to forget it.
# No VM that is registered is ever removed.
function Remove-PlannedVm($Machine, $Vm) {
    try {
        if ($null -eq $Vm) { return }
        $id = $Vm.Id
        if (@(Hyper-V\Get-VM | Where-Object { $_.Id -eq $id }).Count -gt 0) { return }
        Hyper-V\Remove-VM -VM $Vm -Force -Confirm:$false
    } catch {
        Write-Warning ('{0}: Hyper-V keeps a planned VM of it until its service is restarted: {1}' -f (Get-Label $Machine), (Format-Text $_.Exception.Message))
    }
}

function Repair-RegisteredVm($Machine, $Vm, [string] $File) {
    $places = @($File)
    if ($Destination) {
        # Where an earlier run of this script has put it.
        $places += Join-Path (Join-Path $Destination $Machine.Id) 'Virtual Machines\x'
    }
    $own = Join-Path $Vm.ConfigurationLocation 'Virtual Machines'
    $folders = @($places | ForEach-Object { [IO.Path]::GetDirectoryName($_) })
    if ($folders -notcontains $own -and -not $MatchById) {
        throw ('this host has a VM with its identifier, whose configuration is in {0}: give -MatchById if that is the one to change' -f $own)
    }
    $state = $Vm.State.ToString()
    if ($state -notlike '*Saved' -and $state -ne 'Off') {
        throw ('its state is {0}, but it has to be off: run this script again when it is' -f $state)
    }
    Clear-SavedState $Machine $Vm
    Invoke-Fixes $Machine $Vm @('planned', 'registered')
}

function Import-FixedVm($Machine, [string] $File) {
    if ($Register) {
        $what = 'register it where it is'
        $arguments = @{ Path = $File; Register = $true }
    } elseif ($Destination) {
        $isNew = $GenerateNewId -or $null -eq $Machine.Id
        $name = if ($isNew) { [guid]::NewGuid().ToString() } else { $Machine.Id }
        $folder = Join-Path $Destination $name
        $what = 'import a copy into {0}' -f (Format-Text $folder)
        $arguments = @{
            Path                = $File
            Copy                = $true
            GenerateNewId       = $isNew
            VirtualMachinePath  = $folder
            SnapshotFilePath    = Join-Path $folder 'Snapshots'
            SmartPagingFilePath = $folder
            VhdDestinationPath  = Join-Path $folder 'Virtual Hard Disks'
        }
        if ($VhdSourcePath) { $arguments['VhdSourcePath'] = $VhdSourcePath }
    } else {
        throw 'it is not registered on this host: give -Destination to import a copy of it, or -Register to register it where it is'
    }
    if (-not $PSCmdlet.ShouldProcess((Get-Label $Machine), $what)) {
        if (-not $WhatIfPreference) { throw 'it was not imported' }
        # Nothing is imported that could be changed: this only says what would be.
        Invoke-Fixes $Machine $null @('planned')
        Invoke-Fixes $Machine $null @('registered')
        return
    }
    if ($Destination) { $null = New-Item -ItemType Directory -Path $folder -Force -Confirm:$false }
    $report = Hyper-V\Compare-VM @arguments -Confirm:$false
    $planned = $report.VM
    $vm = $null
    try {
        Clear-SavedState $Machine $planned
        Invoke-Fixes $Machine $planned @('planned')
        foreach ($problem in @(Get-Problem $report)) {
            # 33012: there is no switch of that name on this host.
            if ($problem.MessageId -ne 33012) { continue }
            Write-Warning ('{0}: {1} The network adapter is disconnected.' -f (Get-Label $Machine), (Format-Text $problem.Message))
            $problem.Source | Hyper-V\Disconnect-VMNetworkAdapter -Confirm:$false
        }
        $report = Hyper-V\Compare-VM -CompatibilityReport $report -Confirm:$false
        $problems = @(Get-Problem $report)
        if ($problems.Count -gt 0) {
            $messages = $problems | ForEach-Object { '{0} ({1})' -f (Format-Text $_.Message), $_.MessageId }
            throw ('it was not imported, because this host cannot take it: {0}' -f ($messages -join ' '))
        }
        $vm = Hyper-V\Import-VM -CompatibilityReport $report -Confirm:$false
    } finally {
        if ($null -eq $vm) { Remove-PlannedVm $Machine $planned }
    }
    Clear-SavedState $Machine $vm
    Invoke-Fixes $Machine $vm @('registered')
}

function Get-Problem($Report) {
    $Report.Incompatibilities | Where-Object { $null -ne $_ }
}

function Repair-Vm($Machine) {
    $file = $Machine.File
    if (-not [IO.Path]::IsPathRooted($file)) { $file = Join-Path $BasePath $file }
    $registered = @()
    if ($null -ne $Machine.Id) {
        $registered = @(Hyper-V\Get-VM | Where-Object { $_.Id -eq [guid] $Machine.Id })
    }
    $isHere = $registered.Count -gt 0 -and -not $GenerateNewId
    if (Test-Path -LiteralPath $file -PathType Leaf) {
        $file = (Resolve-Path -LiteralPath $file).ProviderPath
    } elseif (-not ($isHere -and $MatchById)) {
        throw 'there is no such file: give the folder that its path starts from as -BasePath'
    }
    if ($isHere) {
        Repair-RegisteredVm $Machine $registered[0] $file
    } else {
        Import-FixedVm $Machine $file
    }
}

if ($Destination) { $Destination = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Destination) }
$known = @($machines | Where-Object { $null -ne $_.Id } | ForEach-Object { [guid] $_.Id })
$wanted = @($Only -split '[,\s]+' | Where-Object { $_ } | ForEach-Object { [guid] $_ })
foreach ($id in $wanted) {
    if ($known -notcontains $id) { throw ('no VM of this script has the identifier {0}' -f $id) }
}
$handled = 0
$left = 0
foreach ($machine in $machines) {
    if ($null -ne $Only -and ($null -eq $machine.Id -or $wanted -notcontains [guid] $machine.Id)) { continue }
    try {
        Repair-Vm $machine
        $handled++
    } catch {
        $left++
        Write-Warning ('{0}: {1}' -f (Get-Label $machine), (Format-Text $_.Exception.Message))
    }
}
$summary = if ($WhatIfPreference) { 'VMs that would be handled: {0}; left: {1}' } else { 'VMs handled: {0}; left: {1}' }
Write-Information ($summary -f $handled, $left) -InformationAction Continue
exit [int] ($left -gt 0)
`;
