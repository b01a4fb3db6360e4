{{/* Ends the rendering with everything in the values that does not go together, a line each. */}}
{{- define "bellwether.check" -}}
{{- $problems := concat
  (include "bellwether.problemsOfTls" . | fromJsonArray)
  (include "bellwether.problemsOfAccess" . | fromJsonArray)
  (include "bellwether.problemsOfListening" . | fromJsonArray)
  (include "bellwether.problemsOfStore" . | fromJsonArray)
  (include "bellwether.problemsOfProbes" . | fromJsonArray) -}}
{{- if $problems -}}
{{- fail (printf "the values do not go together:\n- %s" (join "\n- " $problems)) -}}
{{- end -}}
{{- end -}}

{{/* Each of these is a JSON list of sentences. */}}
{{- define "bellwether.problemsOfTls" -}}
{{- $problems := list -}}
{{- $config := default dict .Values.config.tls -}}
{{- if and .Values.tls.existingSecret (or (hasKey $config "certificate") (hasKey $config "key")) -}}
{{- $problems = append $problems "tls.existingSecret and config.tls both name a certificate: give one of them" -}}
{{- end -}}
{{- if and .Values.tls.clientCa (not .Values.tls.existingSecret) -}}
{{- $problems = append $problems "tls.clientCa is a key of tls.existingSecret: name that Secret, too" -}}
{{- end -}}
{{- if and .Values.tls.clientCa (hasKey $config "client_ca") -}}
{{- $problems = append $problems "tls.clientCa and config.tls.client_ca both name authorities: give one of them" -}}
{{- end -}}
{{- $problems | toJson -}}
{{- end -}}

{{- define "bellwether.problemsOfAccess" -}}
{{- $problems := list -}}
{{- if and .Values.access.existingSecret (hasKey .Values.config "access_file") -}}
{{- $problems = append $problems "access.existingSecret and config.access_file both say who may ask: give one of them" -}}
{{- end -}}
{{- $problems | toJson -}}
{{- end -}}

{{/* The server would refuse to listen, too: here it is said before anything is installed. */}}
{{- define "bellwether.problemsOfListening" -}}
{{- $problems := list -}}
{{- if hasKey .Values.config "insecure_listen" -}}
{{- $problems = append $problems "config.insecure_listen: say insecureListen, beside config, in its place" -}}
{{- end -}}
{{- $http := dig "http" "address" "none" .Values.config -}}
{{- $outside := list -}}
{{- range list .Values.config.listen $http -}}
{{- if not (regexMatch "^(none$|unix:|localhost:|127\\.|\\[::1\\]:)" .) -}}
{{- $outside = append $outside . -}}
{{- end -}}
{{- end -}}
{{- $missing := list -}}
{{- if ne (include "bellwether.tls" .) "yes" -}}
{{- $missing = append $missing "TLS (tls.existingSecret)" -}}
{{- end -}}
{{- if ne (include "bellwether.callers" .) "yes" -}}
{{- $missing = append $missing "a way to know its callers (access.existingSecret)" -}}
{{- end -}}
{{- if and $outside $missing (not .Values.insecureListen) -}}
{{- $problems = append $problems (printf "others can reach %s, and the server lacks %s: give it, or say insecureListen=true where something else takes care of it" (join " and " $outside) (join " and " $missing)) -}}
{{- end -}}
{{- if and (eq $http "none") (ne (dig "http" "cors_origins" "none" .Values.config) "none") -}}
{{- $problems = append $problems "config.http.cors_origins names pages that may ask: say in config.http.address where, such as 0.0.0.0:8080" -}}
{{- end -}}
{{- if and (eq $http "none") (not (has (dig "http" "console" "auto" .Values.config) (list "auto" "none"))) -}}
{{- $problems = append $problems "config.http.console names a folder: say in config.http.address where it is served, such as 0.0.0.0:8080" -}}
{{- end -}}
{{- $problems | toJson -}}
{{- end -}}

{{- define "bellwether.problemsOfStore" -}}
{{- $problems := list -}}
{{- $place := dig "store" "place" "none" .Values.config -}}
{{- if or (regexMatch "^postgres(ql)?://[^/?@]*:[^/?@]*@" $place) (regexMatch "[?&](ssl)?password=" $place) -}}
{{- $problems = append $problems "config.store.place holds a password, and would be a ConfigMap: leave it out, and name a Secret with the key password in store.existingSecret" -}}
{{- end -}}
{{- if and .Values.store.existingSecret (not (regexMatch "^postgres(ql)?://" $place)) -}}
{{- $problems = append $problems "store.existingSecret has a password: say in config.store.place of which database, such as postgresql://USER@HOST/DATABASE" -}}
{{- end -}}
{{- if and .Values.store.ca (not .Values.store.existingSecret) -}}
{{- $problems = append $problems "store.ca is a key of store.existingSecret: name that Secret, too" -}}
{{- end -}}
{{- $problems | toJson -}}
{{- end -}}

{{- define "bellwether.problemsOfProbes" -}}
{{- $problems := list -}}
{{- $kind := include "bellwether.probes" . -}}
{{- if and (eq $kind "http") (not (include "bellwether.metricsPort" .)) -}}
{{- $problems = append $problems "probes ask the port of metrics over HTTP (TLS, or probes.kind=http): say in config.metrics.listen where, such as 0.0.0.0:9464, or say probes.kind=tcp" -}}
{{- end -}}
{{- if and (eq $kind "grpc") (eq (include "bellwether.tls" .) "yes") -}}
{{- $problems = append $problems "probes.kind is grpc, and Kubernetes probes gRPC without TLS alone: say auto, http or tcp" -}}
{{- end -}}
{{- $problems | toJson -}}
{{- end -}}
