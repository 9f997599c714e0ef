@echo off
rem The one command of Portage on Windows; bin\portage says what each step is for.
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "ROOT=%%~fI"
set "JAR=%ROOT%\target\portage.jar"
set "BUILDLOG=%ROOT%\target\build.log"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"
set "VERSION="
for /f "tokens=3" %%V in ('call "%JAVA%" -version 2^>^&1 ^| findstr /i /c:" version "') do if not defined VERSION set "VERSION=%%~V"
if not defined VERSION (
  echo portage: no java found: install a JDK 17 or newer, or set JAVA_HOME to one 1>&2
  exit /b 69
)
for /f "delims=.-+" %%M in ("%VERSION%") do set "MAJOR=%%M"
if %MAJOR% LSS 17 (
  echo portage: "%JAVA%" is version %VERSION%; Portage needs 17 or newer 1>&2
  exit /b 69
)

if not exist "%ROOT%\pom.xml" goto built
if not exist "%JAR%" goto build
rem Newer sources are built again.
for /f %%N in ('powershell -NoProfile -Command "$j=(Get-Item -LiteralPath $env:JAR).LastWriteTimeUtc; @(Get-ChildItem -Recurse -File -LiteralPath (Join-Path $env:ROOT 'src\main'),(Join-Path $env:ROOT 'pom.xml') | Where-Object LastWriteTimeUtc -gt $j).Count"') do if not "%%N"=="0" goto build
goto built

:build
where mvn >nul 2>nul
if errorlevel 1 (
  echo portage: Portage is not built yet, and no mvn was found: install Maven 3.8 or newer 1>&2
  exit /b 69
)
if not exist "%ROOT%\target" mkdir "%ROOT%\target"
echo building Portage ^(only when its sources are new^) ... 1>&2
pushd "%ROOT%"
call mvn -B -q -Dmaven.test.skip=true package >"%BUILDLOG%" 2>&1
set "STATUS=%ERRORLEVEL%"
popd
if not "%STATUS%"=="0" (
  echo portage: the build failed; the whole log is in "%BUILDLOG%" 1>&2
  powershell -NoProfile -Command "Get-Content -Tail 20 -LiteralPath $env:BUILDLOG" 1>&2
  exit /b 70
)
powershell -NoProfile -Command "(Get-Item -LiteralPath $env:JAR).LastWriteTime = Get-Date"

:built
if not exist "%JAR%" (
  echo portage: "%JAR%" is missing: unpack the bundle again, or build it from its sources 1>&2
  exit /b 69
)
set "NATIVE="
if %MAJOR% GEQ 22 set "NATIVE=--enable-native-access=ALL-UNNAMED"
"%JAVA%" -Xmx64m -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:+DisableAttachMechanism -XX:-CreateCoredumpOnCrash ^
  -Dfile.encoding=UTF-8 -Djdk.tls.client.protocols=TLSv1.3 "-Djdk.serialFilter=!*" ^
  -Dcom.sun.jndi.ldap.object.trustSerialData=false -Dsun.net.http.retryPost=false ^
  %NATIVE% %PORTAGE_JAVA_OPTS% "-Dportage.bundle=%ROOT%" -cp "%JAR%;%ROOT%\target\lib\*" ca.portage.cli.Portage %*
exit /b %ERRORLEVEL%
